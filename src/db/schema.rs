// @generated automatically by Diesel CLI.

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
    careers (id) {
        id -> BigInt,
        slug -> Text,
        status -> Text,
        origin -> Text,
        featured -> Bool,
        version -> BigInt,
        updated_at -> Timestamp,
        first_published_at -> Nullable<Timestamp>,
        withdrawn_reason -> Nullable<Text>,
        alternative_id -> Nullable<BigInt>,
        live_revision_id -> Nullable<BigInt>,
        draft_revision_id -> Nullable<BigInt>,
        title -> Text,
        sort_key -> Text,
        category_id -> Nullable<BigInt>,
        onet_code -> Nullable<Text>,
        sections -> Integer,
        saved_at -> Timestamp,
        code -> Nullable<Text>,
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
    jobs (id) {
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
    place_names (search_key, place_id) {
        search_key -> Text,
        place_id -> BigInt,
    }
}

diesel::table! {
    place_pay (occupation, place_id, as_of) {
        occupation -> Text,
        place_id -> BigInt,
        as_of -> Date,
        combined -> Nullable<Text>,
        currency -> Text,
        period -> Text,
        p10 -> Nullable<BigInt>,
        p25 -> Nullable<BigInt>,
        p50 -> Nullable<BigInt>,
        p75 -> Nullable<BigInt>,
        p90 -> Nullable<BigInt>,
        at_least -> Integer,
        employed -> Nullable<BigInt>,
        jobs_per_1000 -> Nullable<Double>,
        location_quotient -> Nullable<Double>,
        relative_standard_error -> Nullable<Double>,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    place_prices (code, year) {
        code -> Text,
        year -> BigInt,
        all_items -> Double,
        housing -> Nullable<Double>,
    }
}

diesel::table! {
    place_releases (place_id, as_of) {
        place_id -> BigInt,
        as_of -> Date,
        source_id -> BigInt,
        digest -> Text,
    }
}

diesel::table! {
    places (id) {
        id -> BigInt,
        slug -> Text,
        code -> Nullable<Text>,
        kind -> Text,
        name -> Text,
        sort_key -> Text,
        abbreviation -> Nullable<Text>,
        parent_id -> Nullable<BigInt>,
        pay_as_of -> Nullable<Date>,
        employed -> Nullable<BigInt>,
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
    published (career_id) {
        career_id -> BigInt,
        revision_id -> BigInt,
        slug -> Text,
        title -> Text,
        sort_key -> Text,
        letter -> Text,
        category_id -> Nullable<BigInt>,
        onet_code -> Nullable<Text>,
        education -> Nullable<Text>,
        experience_months -> Nullable<Integer>,
        yearly_pay -> Nullable<BigInt>,
        pay_currency -> Nullable<Text>,
        has_pay -> Bool,
        featured -> Bool,
        updated_at -> Timestamp,
        headline_pay -> Nullable<Text>,
        name_count -> BigInt,
        leading_names -> Text,
        skills -> Text,
        summary -> Text,
        sample -> Bool,
        number_employed -> Nullable<BigInt>,
        experience_asked -> Nullable<Text>,
        training -> Nullable<Text>,
        occupation -> Nullable<Text>,
    }
}

diesel::table! {
    published_mentions (id) {
        id -> BigInt,
        career_id -> BigInt,
        kind -> Text,
        position -> Integer,
        mentioned_id -> Nullable<BigInt>,
        source_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    published_names (id) {
        id -> BigInt,
        career_id -> BigInt,
        position -> Integer,
        title -> Text,
        search_key -> Text,
        terms -> Text,
    }
}

diesel::table! {
    published_skills (id) {
        id -> BigInt,
        career_id -> BigInt,
        skill_id -> BigInt,
        importance -> Double,
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
        made_at -> Timestamp,
        user_id -> Nullable<BigInt>,
        author -> Text,
        note -> Text,
        published_at -> Nullable<Timestamp>,
        replaced_at -> Nullable<Timestamp>,
        profile -> Text,
        alternate_titles -> Text,
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
    similar_careers (id) {
        id -> BigInt,
        career_id -> BigInt,
        similar_id -> BigInt,
        similarity -> Double,
    }
}

diesel::table! {
    skill_definitions (slug) {
        slug -> Text,
        name -> Text,
        kind -> Text,
        definition -> Text,
    }
}

diesel::table! {
    skills (id) {
        id -> BigInt,
        slug -> Text,
        name -> Text,
        uses -> BigInt,
        kind -> Text,
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

diesel::joinable!(careers -> categories (category_id));
diesel::joinable!(editing -> careers (career_id));
diesel::joinable!(editing -> users (user_id));
diesel::joinable!(insights -> careers (career_id));
diesel::joinable!(insights -> logos (logo));
diesel::joinable!(interview_questions -> careers (career_id));
diesel::joinable!(jobs -> careers (career_id));
diesel::joinable!(known_browsers -> users (user_id));
diesel::joinable!(old_slugs -> careers (career_id));
diesel::joinable!(password_links -> users (user_id));
diesel::joinable!(place_names -> places (place_id));
diesel::joinable!(place_pay -> places (place_id));
diesel::joinable!(place_releases -> places (place_id));
diesel::joinable!(place_releases -> sources (source_id));
diesel::joinable!(preview_links -> careers (career_id));
diesel::joinable!(preview_links -> users (user_id));
diesel::joinable!(published -> careers (career_id));
diesel::joinable!(published -> categories (category_id));
diesel::joinable!(published -> revisions (revision_id));
diesel::joinable!(published_mentions -> published (career_id));
diesel::joinable!(published_mentions -> sources (source_id));
diesel::joinable!(published_names -> published (career_id));
diesel::joinable!(published_skills -> published (career_id));
diesel::joinable!(published_skills -> skills (skill_id));
diesel::joinable!(recovery_codes -> users (user_id));
diesel::joinable!(reviews -> careers (career_id));
diesel::joinable!(revisions -> users (user_id));
diesel::joinable!(schedules -> careers (career_id));
diesel::joinable!(schedules -> users (user_id));
diesel::joinable!(search_documents -> published (career_id));
diesel::joinable!(sessions -> users (user_id));

diesel::allow_tables_to_appear_in_same_query!(
    audit_log,
    careers,
    categories,
    content_version,
    desk_rules,
    editing,
    insights,
    interview_questions,
    jobs,
    known_browsers,
    logos,
    old_slugs,
    password_links,
    place_names,
    place_pay,
    place_prices,
    place_releases,
    places,
    preview_links,
    published,
    published_mentions,
    published_names,
    published_skills,
    recovery_codes,
    reviews,
    revisions,
    schedules,
    search_documents,
    sessions,
    sign_in_failures,
    similar_careers,
    skill_definitions,
    skills,
    sources,
    users,
    words,
);
