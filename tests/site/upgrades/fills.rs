//! Rows for the tables that each migration has made, in SQL that both databases read. Once written they stay: they
//! are what older programs have stored.

/// The rows, by the name of the migration that they come after.
pub const FILLS: [(&str, &str); 5] = [
    ("2026-11-23-000000_careers", CAREERS),
    ("2026-11-24-000000_search", SEARCH),
    ("2026-11-24-000001_desk", DESK),
    ("2026-11-25-000000_logos", LOGOS),
    ("2026-11-25-000001_reviews", REVIEWS),
];

/// One career with everything and odd letters, one with nothing that may be left out, and a draft.
const CAREERS: &str = r#"
INSERT INTO categories (slug, name, sort_key) VALUES ('odd', 'Odd & "quoted"', 'odd');
INSERT INTO sources (slug, name, url, license, license_url, notice) VALUES
    ('survey', 'Survey', 'https://example.org/', 'CC BY 4.0', NULL, '{site} uses it'),
    ('bare', 'Bare', NULL, NULL, NULL, '');
INSERT INTO careers (slug, title, sort_key, letter, article, category_id, onet_code, sample, summary, education,
    work_life_balance, career_opportunity, status, origin, featured, updated_at) VALUES
    ('wire-tapper', 'Wire Tapper', 'wire tapper', 'w', 'a', 1, '33-3021.00', true,
     'Ünïcode 日本語 🦀 <script>alert(1)</script> Back\slash ''quoted'' "twice" % _ $1 ?', 'bachelor', 3.7, 4.3,
     'published', 'import', true, '2026-03-29 02:30:00.123456'),
    ('plain', 'Plain', 'plain', 'p', 'a', NULL, NULL, false, 'Plain.', NULL, NULL, NULL,
     'published', 'person', false, '2026-03-29 02:30:00'),
    ('hidden', 'Hidden', 'hidden', 'h', 'a', NULL, NULL, false, '', NULL, NULL, NULL,
     'draft', 'person', false, '2026-03-29 02:30:00');
INSERT INTO bullets (career_id, list, position, text) VALUES
    (1, 'responsibility', 0, 'First'), (1, 'responsibility', 1, 'Second'), (1, 'qualification', 0, 'Ears');
INSERT INTO alternate_titles (career_id, position, title, sort_key) VALUES (1, 0, 'Other Name', 'other name');
INSERT INTO pay (career_id, position, place, currency, period, statistic, source_id, as_of, evidence, report_count,
    newest_report, relative_standard_error, set_confidence) VALUES
    (1, 0, 'United States', 'USD', 'hour', 'median', 1, '2024-05-01', 'survey', NULL, NULL, 1.3, NULL),
    (1, 1, '日本', 'JPY', 'year', 'mean', 2, '2024-05-01', NULL, NULL, NULL, NULL, NULL);
INSERT INTO pay_figures (pay_id, kind, amount, bound, percentile) VALUES
    (1, 'total', 1550, 'exact', NULL), (2, 'total', 5000000, 'exact', NULL);
INSERT INTO experience_buckets (career_id, position, from_months, to_months, percent) VALUES
    (1, 0, 0, 12, 40.5), (1, 1, 12, NULL, 59.5);
INSERT INTO path_steps (career_id, position, title, step_career_id, amount, bound, currency, period) VALUES
    (1, 0, 'Helper', NULL, NULL, NULL, NULL, NULL), (1, 1, 'Wire Tapper', 1, 1550, 'exact', 'USD', 'hour');
INSERT INTO skills (slug, name, uses) VALUES ('c-plus-plus', 'C++', 1);
INSERT INTO career_skills (career_id, position, skill_id, importance) VALUES (1, 0, 1, 0.5);
INSERT INTO related_careers (career_id, position, related_id) VALUES (1, 0, 2);
INSERT INTO faqs (career_id, position, question, answer) VALUES (1, 0, 'Why?', '*Because.*');
INSERT INTO citations (career_id, position, fact_group, source_id, as_of) VALUES (1, 0, 'text', 1, '2025-02-01');
INSERT INTO insights (career_id, employer, job_title, said_on, quote, moderation) VALUES
    (1, 'O’Neill & Söhne', 'Tapper', '2026-01-01', 'Line 1
Line 2', 'approved');
INSERT INTO interview_questions (career_id, question, answer, moderation) VALUES
    (1, '100% of what?', NULL, 'approved');
INSERT INTO job_postings (career_id, title, employer, place, currency, period, pay_low, pay_high, posted_on,
    expires_on, url) VALUES
    (1, 'Tapper', 'Nowhere', NULL, NULL, NULL, NULL, NULL, '2026-01-01', NULL, 'https://example.org/?a=1&b=2');
"#;

/// What an older program has derived; the rules are 0, so that a newer one derives it anew.
const SEARCH: &str = "
INSERT INTO search_documents (career_id, title_key, title_terms, terms) VALUES
    (1, 'wire tapper', 'wire tapper', 'wire tapper ~tapper');
INSERT INTO career_moves (career_id, target_id, nearness) VALUES (1, 2, 0.25);
";

const DESK: &str = r#"
INSERT INTO users (email, role, password, disabled, totp_secret, totp_step, created_at) VALUES
    ('admin@example.org', 'admin', 'x', false, NULL, NULL, '2026-11-24 09:00:00'),
    ('gone@example.org', 'author', NULL, true, 'ABC', 7, '2026-11-24 09:00:00');
INSERT INTO password_links (user_id, token_hash, expires_at) VALUES (1, 'a', '2999-01-01 00:00:00');
INSERT INTO recovery_codes (user_id, code_hash) VALUES (1, 'b');
INSERT INTO sessions (user_id, token_hash, created_at, seen_at, confirmed_at, agent) VALUES
    (1, 'c', '2026-11-24 09:00:00', '2026-11-24 09:00:00', '2026-11-24 09:00:00', 'Browser');
INSERT INTO known_browsers (user_id, token_hash, seen_at) VALUES (1, 'd', '2026-11-24 09:00:00');
INSERT INTO sign_in_failures (account, client, failed_at) VALUES ('e', 'f', '2026-11-24 09:00:00');
INSERT INTO revisions (career_id, number, document, made_at, user_id, author, note, published_at) VALUES
    (3, 1, '{"title":"Hidden"}', '2026-11-24 09:00:00', NULL, 'gone', 'a note', NULL);
INSERT INTO old_slugs (slug, career_id) VALUES ('tapper-of-old', 1);
INSERT INTO schedules (career_id, action, due_at, reason, alternative_id, state, failure, user_id, made_at) VALUES
    (3, 'publish', '2999-01-01 00:00:00', NULL, NULL, 'cancelled', NULL, 1, '2026-11-24 09:00:00');
INSERT INTO preview_links (career_id, token_hash, user_id, made_at, expires_at) VALUES
    (3, 'g', NULL, '2026-11-24 09:00:00', '2999-01-01 00:00:00');
INSERT INTO editing (career_id, user_id, since, seen_at) VALUES (3, 1, '2026-11-24 09:00:00', '2026-11-24 09:00:00');
INSERT INTO audit_log (happened_at, user_id, who, action, kind, subject_id, subject, changes) VALUES
    ('2026-11-24 09:00:00', NULL, 'command line', 'added', 'user', 1, 'admin@example.org', '[]');
"#;

const LOGOS: &str = "
INSERT INTO logos (fingerprint, png) VALUES ('0123', '0');
UPDATE insights SET logo = '0123';
";

const REVIEWS: &str = "
INSERT INTO reviews (career_id, revision, submitted_at, submitted_by, note, returned_at, returned_by, answer) VALUES
    (3, 1, '2026-11-25 09:00:00', 'gone', '', NULL, NULL, NULL);
";
