//! What is made to be shared: addresses that last, and pages for other sites.

mod addresses;
mod cards;
mod dated;
mod oembed;
mod panel;

/// A title that tries to be more than text.
const HOSTILE: &str = "</script><!--<script>alert(1)</script> & \"Developer\" 'x' =1+1";
