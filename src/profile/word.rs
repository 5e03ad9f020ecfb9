//! Enums whose variants are named in snake case in JSON and in the database, such as `at_least`.

/// Each variant may have a label, which pages show.
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

            /// All variants' names and labels, for forms.
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
