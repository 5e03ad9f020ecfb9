use super::*;

#[test]
fn the_schema_in_the_repository_is_the_types() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/import/bundle.schema.json");
    if std::env::var_os("METIER_WRITE_SCHEMA").is_some() {
        std::fs::write(&file, schema()).unwrap();
    }
    let stored = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(stored == schema(), "it is out of date; run METIER_WRITE_SCHEMA=1 cargo test the_schema");
}

#[test]
fn the_starter_set_has_no_problems() {
    let bundle = parse(Path::new("starter.json"), STARTER.as_bytes()).unwrap();
    assert_eq!(bundle.careers.len(), 5);
}

#[test]
fn what_is_wrong_is_named_with_its_line_or_its_field() {
    let parse = |text: &str| parse(Path::new("b.json"), text.as_bytes()).unwrap_err().to_string();
    assert!(
        parse("{\n\"format\": \"metier-bundle\",\n\"colour\": 1}")
            .starts_with("b.json, line 3: unknown field")
    );
    let newer = STARTER.replacen("\"version\": 1", "\"version\": 2", 1);
    assert_eq!(parse(&newer), "b.json: has version 2; this program reads version 1");
    let negative = STARTER.replacen("7905700", "-1", 1);
    assert!(
        parse(&negative).contains("back-end-developer: pay[0].total: The amount can’t be negative"),
        "{}",
        parse(&negative)
    );
    let script = STARTER.replacen("\"notice\":", "\"url\": \"javascript:alert(1)\", \"notice\":", 1);
    assert!(parse(&script).contains("source metier-sample: url: Enter an address like https://"));
    let twice = STARTER.replacen("\"slug\": \"web-developer\"", "\"slug\": \"back-end-developer\"", 1);
    assert!(parse(&twice).contains("back-end-developer: appears twice"), "{}", parse(&twice));
}
