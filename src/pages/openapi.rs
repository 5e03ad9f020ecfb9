//! `/openapi.json`: the public API in OpenAPI 3.1, with schemas derived from the response structs.

use actix_web::web::Data;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::alternates::{ATOM, CSV, JSON, MARKDOWN};
use super::careers::pay::formats::{self, PayByPlaceJson};
use super::formats::career::CareerJson;
use super::formats::list::CareerList;
use super::formats::{json_answer, table};
use super::{PageResult, kept};
use crate::addresses;
use crate::site::Site;

pub const PATH: &str = "/openapi.json";

pub async fn openapi(site: Data<Site>) -> PageResult {
    Ok(kept(json_answer(&document(&site))?, PATH))
}

fn document(site: &Site) -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let settings = settings.with(|settings| settings.definitions_path = "/components/schemas".into());
    let mut schemas = settings.into_generator();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": site.name,
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Career profiles as data, without an API key. Every figure has its source and an as-of \
                date, URLs are absolute, and unknown values are null, never zero. Amounts in JSON are in minor units \
                of their currency (cents), with the same amount as text; in CSV they are in major units, with \
                decimals. A career that has moved answers 301 at its old address; a withdrawn one answers 410.",
        },
        "servers": [{ "url": site.base_url }],
        "paths": paths(&mut schemas),
        "components": {
            "parameters": { "slug": slug(), "page": page() },
            "schemas": schemas.take_definitions(true),
        },
    })
}

fn paths(schemas: &mut SchemaGenerator) -> Value {
    let career = schemas.subschema_for::<CareerJson>().to_value();
    let list = schemas.subschema_for::<CareerList>().to_value();
    let pay = schemas.subschema_for::<PayByPlaceJson>().to_value();
    let columns = formats::COLUMNS.join(", ");
    let pay_table = json!({ "type": "string", "description": format!("Columns: {columns}") });
    let text = || json!({ "type": "string" });
    let table =
        json!({ "type": "string", "description": format!("Columns: {}", table::columns().join(", ")) });
    json!({
        addresses::JSON: of_career("career", "A career with everything its page shows", JSON, &career),
        addresses::MARKDOWN: of_career("careerAsMarkdown", "A career as a Markdown document", MARKDOWN, &text()),
        addresses::PAY_JSON: of_career("pay", "What a career pays in each place", JSON, &pay),
        addresses::PAY_CSV: of_career("payAsTable", "What a career pays in each place, as a table", CSV, &pay_table),
        addresses::FEED: of_career("careerChanges", "The latest changes to a career", ATOM, &text()),
        addresses::LIST_JSON: {
            "get": {
                "operationId": "careers",
                "summary": "All careers, a page at a time",
                "description": "Accepts the same filter parameters as /careers.",
                "parameters": [{ "$ref": "#/components/parameters/page" }],
                "responses": { "200": answer("A page of the list", "application/json", &list), "404": missing() },
            },
        },
        addresses::LIST_CSV: of_all("careersAsTable", "All careers as a table", CSV, &table),
        addresses::SITE_FEED: of_all("changes", "The latest changes on the site", ATOM, &text()),
    })
}

fn of_career(id: &str, summary: &str, media_type: &str, schema: &Value) -> Value {
    let answers = json!({
        "200": answer(summary, media_type, schema),
        "301": { "description": "The career has moved to the address in the Location header." },
        "404": missing(),
        "410": { "description": "The career was withdrawn." },
    });
    let parameters = json!([{ "$ref": "#/components/parameters/slug" }]);
    json!({ "get": { "operationId": id, "summary": summary, "parameters": parameters, "responses": answers } })
}

fn of_all(id: &str, summary: &str, media_type: &str, schema: &Value) -> Value {
    let answers = json!({ "200": answer(summary, media_type, schema) });
    json!({ "get": { "operationId": id, "summary": summary, "responses": answers } })
}

fn answer(description: &str, media_type: &str, schema: &Value) -> Value {
    json!({ "description": description, "content": { media_type: { "schema": schema } } })
}

fn missing() -> Value {
    json!({ "description": "There is nothing at this address." })
}

fn slug() -> Value {
    let description = "The slug in the career's address.";
    json!({ "name": "slug", "in": "path", "required": true, "description": description, "schema": { "type": "string" } })
}

fn page() -> Value {
    let schema = json!({ "type": "integer", "minimum": 1, "default": 1 });
    json!({ "name": "page", "in": "query", "description": "The page number, from 1.", "schema": schema })
}
