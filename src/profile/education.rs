use super::words;

words! {
    /// A level of education, lowest first.
    pub enum Education {
        LessThanHighSchool = "No high school diploma",
        HighSchool = "High school diploma",
        PostsecondaryCertificate = "Postsecondary certificate",
        SomeCollege = "Some college",
        Associate = "Associate’s degree",
        Bachelor = "Bachelor’s degree",
        PostBachelorCertificate = "Post-bachelor’s certificate",
        Master = "Master’s degree",
        PostMasterCertificate = "Post-master’s certificate",
        FirstProfessional = "First professional degree",
        Doctorate = "Doctoral degree",
        PostDoctoral = "Post-doctoral training",
    }
}
