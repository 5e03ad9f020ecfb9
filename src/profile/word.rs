//! Enums stored as their variants' names in snake case: `at_least` in documents and in the database.

/// A variant may be followed by its label, as people read it.
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$about:meta])* $variant:ident = $label:literal,)+ }) => {
        $crate::profile::words! {
            $(#[$meta])*
            #[derive(strum::VariantArray)]
            pub enum $name { $($(#[$about])* $variant,)+ }
        }

        impl $name {
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }

            /// All words with their labels, for forms.
            pub fn choices() -> Vec<(&'static str, &'static str)> {
                let words = <Self as strum::VariantArray>::VARIANTS;
                words.iter().map(|word| (word.into(), word.label())).collect()
            }
        }
    };
    ($(#[$meta:meta])* pub enum $name:ident { $($variants:tt)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[derive(strum::AsRefStr, strum::EnumString, strum::IntoStaticStr)]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        pub enum $name { $($variants)* }
    };
}
pub(crate) use words;
