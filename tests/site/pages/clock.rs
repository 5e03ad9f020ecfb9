//! One clock moves the whole site.

use chrono::TimeDelta;
use metier::import::bundle;
use metier::models::user::Role;

use crate::support::{TestDb, Visitor};

