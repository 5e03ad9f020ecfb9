//! Labels and hints of the form's inputs.

use super::Group;

pub fn label(group: Option<Group>, field: &str) -> &'static str {
    match (group, field) {
        (_, "slug") => "Address",
        (_, "title") => "Title",
        (_, "article") => "Article",
        (_, "category") => "Category",
        (_, "onet_code") => "O*NET-SOC code",
        (_, "sample") => "Sample content",
        (_, "summary") => "Summary",
        (_, "education") => "Typical education",
        (_, "work_life_balance") => "Work/life balance",
        (_, "career_opportunity") => "Career opportunity",
        (_, "alternate_titles") => "Other names",
        (_, "note") => "What changed, for the history",
        (Some(Group::Responsibilities), _) => "Responsibility",
        (Some(Group::Qualifications), _) => "Qualification",
        (Some(Group::Pay), field) => pay(field),
        (Some(Group::Path), "career") => "Its page",
        (Some(Group::Path), "pay") => "Pay, without a page",
        (Some(Group::Path), "pay_bound") => "How the pay is bounded",
        (Some(Group::Path), "pay_currency") => "Currency",
        (Some(Group::Path), "pay_period") => "Period",
        (Some(Group::Experience), "from_months") => "From, months",
        (Some(Group::Experience), "to_months") => "To, months",
        (Some(Group::Experience), "percent") => "Share, %",
        (Some(Group::Skills), "name") => "Skill",
        (Some(Group::Skills), "importance") => "Importance",
        (Some(Group::Related), _) => "Related career",
        (Some(Group::Faqs), "question") => "Question",
        (Some(Group::Faqs), "answer") => "Answer",
        (Some(Group::Citations), "group") => "What it covers",
        (Some(Group::Citations), "source") => "Source",
        (Some(Group::Citations), "as_of") => "As of",
        _ => "",
    }
}

fn pay(field: &str) -> &'static str {
    match field {
        "place" => "Place",
        "currency" => "Currency",
        "period" => "Period",
        "statistic" => "The total is",
        "total" => "Total",
        "total_bound" => "How the total is bounded",
        "base" => "Base",
        "base_bound" => "How the base is bounded",
        "additional" => "Additional",
        "additional_bound" => "How the additional pay is bounded",
        "likely_low" => "Likely, from",
        "likely_low_bound" => "How the likely lower end is bounded",
        "likely_high" => "Likely, to",
        "likely_high_bound" => "How the likely upper end is bounded",
        "likely_from" => "Lower percentile",
        "likely_to" => "Upper percentile",
        "possible_low" => "Possible, from",
        "possible_low_bound" => "How the possible lower end is bounded",
        "possible_high" => "Possible, to",
        "possible_high_bound" => "How the possible upper end is bounded",
        "possible_from" => "Lower percentile",
        "possible_to" => "Upper percentile",
        "evidence" => "Kind of evidence",
        "count" => "Number of reports",
        "newest" => "Newest report",
        "relative_standard_error" => "Relative standard error, %",
        "label" => "Confidence label",
        "source" => "Source",
        "as_of" => "As of",
        _ => "",
    }
}

pub fn hint(group: Option<Group>, field: &str) -> &'static str {
    match (group, field) {
        (None, "slug") => {
            "The last part of its address: a-z, digits and hyphens. Left blank, it follows from the title."
        }
        (None, "title") => "In the singular: Back End Developer",
        (None, "article") => "As in “an Actuary”",
        (None, "onet_code") => "Such as 15-1254.00",
        (None, "summary") => "Markdown: paragraphs, *emphasis*, lists and links",
        (None, "work_life_balance" | "career_opportunity") => "1.0 to 5.0",
        (None, "alternate_titles") => "One on each line",
        _ => "",
    }
}
