//! Levels of education.

use super::words;

words! {
    /// A level of education, lowest first.
    #[derive(strum::EnumIter)]
    pub enum Education {
        LessThanHighSchool,
        HighSchool,
        PostsecondaryCertificate,
        SomeCollege,
        Associate,
        Bachelor,
        PostBachelorCertificate,
        Master,
        PostMasterCertificate,
        FirstProfessional,
        Doctorate,
        PostDoctoral,
    }
}

impl Education {
    pub fn label(self) -> &'static str {
        match self {
            Self::LessThanHighSchool => "No high school diploma",
            Self::HighSchool => "High school diploma",
            Self::PostsecondaryCertificate => "Postsecondary certificate",
            Self::SomeCollege => "Some college",
            Self::Associate => "Associate’s degree",
            Self::Bachelor => "Bachelor’s degree",
            Self::PostBachelorCertificate => "Post-bachelor’s certificate",
            Self::Master => "Master’s degree",
            Self::PostMasterCertificate => "Post-master’s certificate",
            Self::FirstProfessional => "First professional degree",
            Self::Doctorate => "Doctoral degree",
            Self::PostDoctoral => "Post-doctoral training",
        }
    }
}
