// @generated automatically by Diesel CLI.

diesel::table! {
    alternate_titles (id) {
        id -> BigInt,
        career_id -> BigInt,
        position -> Integer,
        title -> Text,
        search_key -> Text,
        terms -> Text,
    }
}

diesel::table! {
    audit_log (id) {
        id -> BigInt,
        happened_at -> Timestamp,
        user_id -> Nullable<BigInt>,
        who -> Text,
        action -> Text,
        kind -> Text,
        subject_id -> Nullable<BigInt>,
        subject -> Text,
        changes -> Text,
    }
}

diesel::table! {
    bullets (id) {
        id -> BigInt,
        career_id -> BigInt,
        list -> Text,
        position -> Integer,
        text -> Text,
    }
}

diesel::table! {
    career_moves (id) {
        id -> BigInt,
        career_id -> BigInt,
        target_id -> BigInt,
        nearness -> Double,
    }
}

diesel::table! {
    career_skills (id) {
        id -> BigInt,
        career_id -> BigInt,
        position -> Integer,
        skill_id -> BigInt,
        importance -> Double,
    }
}

diesel::table! {
    careers (id) {
        id -> BigInt,
        slug -> Text,
        title -> Text,
        sort_key -> Text,
        letter -> Text,
        article -> Text,
        category_id -> Nullable<BigInt>,
        onet_code -> Nullable<Text>,
        sample -> Bool,
        summary -> Text,
        education -> Nullable<Text>,
        work_life_balance -> Nullable<Double>,
        career_opportunity -> Nullable<Double>,
        status -> Text,
        origin -> Text,
        featured -> Bool,
        updated_at -> Timestamp,
        yearly_pay -> Nullable<BigInt>,
        pay_currency -> Nullable<Text>,
        experience_months -> Nullable<Integer>,
        version -> BigInt,
        first_published_at -> Nullable<Timestamp>,
        withdrawn_reason -> Nullable<Text>,
        alternative_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    categories (id) {
        id -> BigInt,
        slug -> Text,
        name -> Text,
        sort_key -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    citations (id) {
        id -> BigInt,
        career_id -> BigInt,
        position -> Integer,
        fact_group -> Text,
        source_id -> BigInt,
        as_of -> Date,
    }
}

diesel::table! {
    content_version (id) {
        id -> BigInt,
        version -> BigInt,
        rules -> BigInt,
    }
}

diesel::table! {
    desk_rules (id) {
        id -> BigInt,
        second_factor_required -> Bool,
    }
}

diesel::table! {
    editing (id) {
        id -> BigInt,
        career_id -> BigInt,
        user_id -> BigInt,
        since -> Timestamp,
        seen_at -> Timestamp,
    }
}

diesel::table! {
    experience_buckets (id) {
        id -> BigInt,
        career_id -> BigInt,
        position -> Integer,
        from_months -> Integer,
        to_months -> Nullable<Integer>,
        percent -> Double,
    }
}

diesel::table! {
    faqs (id) {
        id -> BigInt,
        career_id -> BigInt,
        position -> Integer,
        question -> Text,
        answer -> Text,
    }
}

diesel::table! {
    insights (id) {
        id -> BigInt,
        career_id -> BigInt,
        employer -> Text,
        job_title -> Text,
        said_on -> Date,
        quote -> Text,
        moderation -> Text,
        version -> BigInt,
        logo -> Nullable<Text>,
    }
}

diesel::table! {
    interview_questions (id) {
        id -> BigInt,
        career_id -> BigInt,
        question -> Text,
        answer -> Nullable<Text>,
        moderation -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    job_postings (id) {
        id -> BigInt,
        career_id -> BigInt,
        title -> Text,
        employer -> Text,
        place -> Nullable<Text>,
        currency -> Nullable<Text>,
        period -> Nullable<Text>,
        pay_low -> Nullable<BigInt>,
        pay_high -> Nullable<BigInt>,
        posted_on -> Date,
        expires_on -> Nullable<Date>,
        url -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    known_browsers (id) {
        id -> BigInt,
        user_id -> BigInt,
        token_hash -> Text,
        seen_at -> Timestamp,
    }
}

diesel::table! {
    logos (fingerprint) {
        fingerprint -> Text,
        png -> Binary,
    }
}

diesel::table! {
    old_slugs (slug) {
        slug -> Text,
        career_id -> BigInt,
    }
}

diesel::table! {
    password_links (id) {
        id -> BigInt,
        user_id -> Nullable<BigInt>,
        token_hash -> Text,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    path_steps (id) {
        id -> BigInt,
        career_id -> BigInt,
        position -> Integer,
        title -> Text,
        step_career_id -> Nullable<BigInt>,
        amount -> Nullable<BigInt>,
        bound -> Nullable<Text>,
        currency -> Nullable<Text>,
        period -> Nullable<Text>,
    }
}

diesel::table! {
    pay (id) {
        id -> BigInt,
        career_id -> BigInt,
        position -> Integer,
        place -> Text,
        currency -> Text,
        period -> Text,
        statistic -> Text,
        source_id -> BigInt,
        as_of -> Date,
        evidence -> Nullable<Text>,
        report_count -> Nullable<Integer>,
        newest_report -> Nullable<Date>,
        relative_standard_error -> Nullable<Double>,
        set_confidence -> Nullable<Text>,
    }
}

diesel::table! {
    pay_figures (id) {
        id -> BigInt,
        pay_id -> BigInt,
        kind -> Text,
        amount -> BigInt,
        bound -> Text,
        percentile -> Nullable<Integer>,
    }
}

diesel::table! {
    preview_links (id) {
        id -> BigInt,
        career_id -> BigInt,
        token_hash -> Text,
        user_id -> Nullable<BigInt>,
        made_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    recovery_codes (id) {
        id -> BigInt,
        user_id -> BigInt,
        code_hash -> Text,
    }
}

diesel::table! {
    related_careers (id) {
        id -> BigInt,
        career_id -> BigInt,
        position -> Integer,
        related_id -> BigInt,
    }
}

diesel::table! {
    reviews (id) {
        id -> BigInt,
        career_id -> BigInt,
        revision -> BigInt,
        submitted_at -> Timestamp,
        submitted_by -> Text,
        note -> Text,
        returned_at -> Nullable<Timestamp>,
        returned_by -> Nullable<Text>,
        answer -> Nullable<Text>,
    }
}

diesel::table! {
    revisions (id) {
        id -> BigInt,
        career_id -> BigInt,
        number -> BigInt,
        document -> Text,
        made_at -> Timestamp,
        user_id -> Nullable<BigInt>,
        author -> Text,
        note -> Text,
        published_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    schedules (id) {
        id -> BigInt,
        career_id -> BigInt,
        action -> Text,
        due_at -> Timestamp,
        reason -> Nullable<Text>,
        alternative_id -> Nullable<BigInt>,
        state -> Text,
        failure -> Nullable<Text>,
        user_id -> Nullable<BigInt>,
        made_at -> Timestamp,
    }
}

diesel::table! {
    search_documents (career_id) {
        career_id -> BigInt,
        title_key -> Text,
        title_terms -> Text,
        terms -> Text,
    }
}

diesel::table! {
    sessions (id) {
        id -> BigInt,
        user_id -> BigInt,
        token_hash -> Text,
        created_at -> Timestamp,
        seen_at -> Timestamp,
        confirmed_at -> Timestamp,
        agent -> Text,
    }
}

diesel::table! {
    sign_in_failures (id) {
        id -> BigInt,
        account -> Text,
        client -> Text,
        failed_at -> Timestamp,
    }
}

diesel::table! {
    skills (id) {
        id -> BigInt,
        slug -> Text,
        name -> Text,
        uses -> BigInt,
    }
}

diesel::table! {
    sources (id) {
        id -> BigInt,
        slug -> Text,
        name -> Text,
        url -> Nullable<Text>,
        license -> Nullable<Text>,
        license_url -> Nullable<Text>,
        notice -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    users (id) {
        id -> BigInt,
        email -> Text,
        role -> Text,
        password -> Nullable<Text>,
        disabled -> Bool,
        totp_secret -> Nullable<Text>,
        totp_step -> Nullable<BigInt>,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    words (id) {
        id -> BigInt,
        word -> Text,
        uses -> BigInt,
    }
}

diesel::joinable!(alternate_titles -> careers (career_id));
diesel::joinable!(bullets -> careers (career_id));
diesel::joinable!(career_skills -> careers (career_id));
diesel::joinable!(career_skills -> skills (skill_id));
diesel::joinable!(careers -> categories (category_id));
diesel::joinable!(citations -> careers (career_id));
diesel::joinable!(citations -> sources (source_id));
diesel::joinable!(editing -> careers (career_id));
diesel::joinable!(editing -> users (user_id));
diesel::joinable!(experience_buckets -> careers (career_id));
diesel::joinable!(faqs -> careers (career_id));
diesel::joinable!(insights -> careers (career_id));
diesel::joinable!(insights -> logos (logo));
diesel::joinable!(interview_questions -> careers (career_id));
diesel::joinable!(job_postings -> careers (career_id));
diesel::joinable!(known_browsers -> users (user_id));
diesel::joinable!(old_slugs -> careers (career_id));
diesel::joinable!(password_links -> users (user_id));
diesel::joinable!(pay -> careers (career_id));
diesel::joinable!(pay -> sources (source_id));
diesel::joinable!(pay_figures -> pay (pay_id));
diesel::joinable!(preview_links -> careers (career_id));
diesel::joinable!(preview_links -> users (user_id));
diesel::joinable!(recovery_codes -> users (user_id));
diesel::joinable!(reviews -> careers (career_id));
diesel::joinable!(revisions -> careers (career_id));
diesel::joinable!(revisions -> users (user_id));
diesel::joinable!(schedules -> careers (career_id));
diesel::joinable!(schedules -> users (user_id));
diesel::joinable!(search_documents -> careers (career_id));
diesel::joinable!(sessions -> users (user_id));

diesel::allow_tables_to_appear_in_same_query!(
    alternate_titles,
    audit_log,
    bullets,
    career_moves,
    career_skills,
    careers,
    categories,
    citations,
    content_version,
    desk_rules,
    editing,
    experience_buckets,
    faqs,
    insights,
    interview_questions,
    job_postings,
    known_browsers,
    logos,
    old_slugs,
    password_links,
    path_steps,
    pay,
    pay_figures,
    preview_links,
    recovery_codes,
    related_careers,
    reviews,
    revisions,
    schedules,
    search_documents,
    sessions,
    sign_in_failures,
    skills,
    sources,
    users,
    words,
);
