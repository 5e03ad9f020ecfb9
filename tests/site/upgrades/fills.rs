//! Rows for the tables that each migration created, in SQL that both databases accept. Never edit them: they are what
//! older versions stored. Derived tables are left empty, and `rules` is 0, so that the program fills them when it
//! starts.

/// Rows by the name of the migration that they follow.
pub const FILLS: [(&str, &str); 3] = [
    ("2026-11-30-000000_first", FIRST),
    ("2026-12-01-000000_real_careers", REAL_CAREERS),
    ("2026-12-01-000200_places", PLACES),
];

/// One career with every field and unusual characters, one with required fields only, and a draft.
const FIRST: &str = r#"
INSERT INTO categories (slug, name, sort_key) VALUES ('odd', 'Odd & "quoted"', 'odd');
INSERT INTO sources (slug, name, url, license, license_url, notice) VALUES
    ('survey', 'Survey', 'https://example.org/', 'CC BY 4.0', NULL, '{site} uses it'),
    ('bare', 'Bare', NULL, NULL, NULL, '');
INSERT INTO users (email, role, password, disabled, totp_secret, totp_step, created_at) VALUES
    ('admin@example.org', 'admin', 'x', false, NULL, NULL, '2026-11-24 09:00:00'),
    ('gone@example.org', 'author', NULL, true, 'ABC', 7, '2026-11-24 09:00:00');
INSERT INTO careers (slug, title, sort_key, category_id, onet_code, status, origin, featured, updated_at,
    first_published_at, sections, saved_at) VALUES
    ('wire-tapper', 'Wire Tapper', 'wire tapper', 1, '33-3021.00', 'published', 'import', true,
     '2026-03-29 02:30:00.123456', '2026-03-29 02:30:00', 9, '2026-03-29 02:30:00'),
    ('plain', 'Plain', 'plain', NULL, NULL, 'published', 'person', false, '2026-03-29 02:30:00',
     '2026-03-29 02:30:00', 1, '2026-03-29 02:30:00'),
    ('hidden', 'Hidden', 'hidden', NULL, NULL, 'draft', 'person', false, '2026-03-29 02:30:00', NULL, 0,
     '2026-03-29 02:30:00');
INSERT INTO revisions (career_id, number, made_at, user_id, author, note, published_at, profile, alternate_titles) VALUES
    (1, 1, '2026-03-29 02:30:00', NULL, 'O*NET import', 'Imported', '2026-03-29 02:30:00',
     '{"slug":"wire-tapper","title":"Wire Tapper","article":"a","category":"odd","onet_code":"33-3021.00","sample":true,"summary":"Ünïcode 日本語 🦀 <script>alert(1)</script> Back\\slash ''quoted'' \"twice\" % _ $1 ?","responsibilities":["First","Second"],"qualifications":["Ears"],"education":"bachelor","work_life_balance":3.7,"career_opportunity":4.3,"pay":[{"place":"United States","currency":"USD","period":"hour","statistic":"median","total":{"amount":1550,"bound":"exact"},"evidence":{"kind":"survey","relative_standard_error":1.3},"source":"survey","as_of":"2024-05-01"},{"place":"日本","currency":"JPY","period":"year","statistic":"mean","total":{"amount":5000000,"bound":"exact"},"source":"bare","as_of":"2024-05-01"}],"experience":[{"from_months":0,"to_months":12,"percent":40.5},{"from_months":12,"percent":59.5}],"path":[{"title":"Helper"},{"title":"Wire Tapper","career":"wire-tapper","pay":{"figure":{"amount":1550,"bound":"exact"},"currency":"USD","period":"hour"}}],"skills":[{"name":"C++","importance":0.5}],"related":["plain"],"faqs":[{"question":"Why?","answer":"*Because.*"}],"citations":[{"group":"text","source":"survey","as_of":"2025-02-01"}]}',
     '["Other Name"]'),
    (2, 1, '2026-03-29 02:30:00', 1, 'admin@example.org', '', '2026-03-29 02:30:00',
     '{"slug":"plain","title":"Plain","article":"a","summary":"Plain."}', '[]'),
    (3, 1, '2026-11-24 09:00:00', 2, 'gone@example.org', 'a note', NULL,
     '{"slug":"hidden","title":"Hidden","article":"a"}', '[]');
UPDATE careers SET draft_revision_id = id, live_revision_id = CASE status WHEN 'published' THEN id END;
UPDATE content_version SET rules = 0;
INSERT INTO logos (fingerprint, png) VALUES ('0123', '0');
INSERT INTO insights (career_id, employer, job_title, said_on, quote, moderation, logo) VALUES
    (1, 'O’Neill & Söhne', 'Tapper', '2026-01-01', 'Line 1
Line 2', 'approved', '0123');
INSERT INTO interview_questions (career_id, question, answer, moderation) VALUES
    (1, '100% of what?', NULL, 'approved');
INSERT INTO jobs (career_id, title, employer, place, currency, period, pay_low, pay_high, posted_on, expires_on,
    url) VALUES
    (1, 'Tapper', 'Nowhere', NULL, NULL, NULL, NULL, NULL, '2026-01-01', NULL, 'https://example.org/?a=1&b=2');
INSERT INTO password_links (user_id, token_hash, expires_at) VALUES (1, 'a', '2999-01-01 00:00:00');
INSERT INTO recovery_codes (user_id, code_hash) VALUES (1, 'b');
INSERT INTO sessions (user_id, token_hash, created_at, seen_at, confirmed_at, agent) VALUES
    (1, 'c', '2026-11-24 09:00:00', '2026-11-24 09:00:00', '2026-11-24 09:00:00', 'Browser');
INSERT INTO known_browsers (user_id, token_hash, seen_at) VALUES (1, 'd', '2026-11-24 09:00:00');
INSERT INTO sign_in_failures (account, client, failed_at) VALUES ('e', 'f', '2026-11-24 09:00:00');
INSERT INTO old_slugs (slug, career_id) VALUES ('tapper-of-old', 1);
INSERT INTO schedules (career_id, action, due_at, reason, alternative_id, state, failure, user_id, made_at) VALUES
    (3, 'publish', '2999-01-01 00:00:00', NULL, NULL, 'cancelled', NULL, 1, '2026-11-24 09:00:00');
INSERT INTO preview_links (career_id, token_hash, user_id, made_at, expires_at) VALUES
    (3, 'g', NULL, '2026-11-24 09:00:00', '2999-01-01 00:00:00');
INSERT INTO editing (career_id, user_id, since, seen_at) VALUES (3, 1, '2026-11-24 09:00:00', '2026-11-24 09:00:00');
INSERT INTO reviews (career_id, revision, submitted_at, submitted_by, note, returned_at, returned_by, answer) VALUES
    (3, 1, '2026-11-25 09:00:00', 'gone', '', NULL, NULL, NULL);
INSERT INTO audit_log (happened_at, user_id, who, action, kind, subject_id, subject, changes) VALUES
    ('2026-11-24 09:00:00', NULL, 'command line', 'added', 'user', 1, 'admin@example.org', '[]');
"#;

const REAL_CAREERS: &str = r#"
INSERT INTO skill_definitions (slug, name, kind, definition) VALUES
    ('c-plus-plus', 'C++', 'skill', 'Writing “programs” & <libraries>.');
"#;

const PLACES: &str = r#"
INSERT INTO places (slug, code, kind, name, sort_key, abbreviation, parent_id, pay_as_of, employed) VALUES
    ('odd-land', '99', 'country', 'Odd & "quoted" Land', 'odd & "quoted" land', NULL, NULL, '2025-05-01', 7);
INSERT INTO place_names (search_key, place_id) VALUES ('odd', 1);
INSERT INTO place_releases (place_id, as_of, source_id, digest) VALUES (1, '2025-05-01', 1, 'x');
INSERT INTO place_pay (occupation, place_id, as_of, combined, currency, period, p10, p25, p50, p75, p90, at_least,
    employed, jobs_per_1000, location_quotient, relative_standard_error, note) VALUES
    ('33-3021', 1, '2025-05-01', NULL, 'USD', 'year', NULL, NULL, 1551000, NULL, NULL, 0, 7, 0.5, 1.25, 3.5, 'Why');
INSERT INTO place_prices (code, year, all_items, housing) VALUES ('99', 2024, 97.5, NULL);
"#;
