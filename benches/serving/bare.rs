//! The baseline for the cost of a server like this: actix-web that sends bytes from memory, and nothing else.

use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::time::Duration;
use std::{env, fs};

use actix_web::http::header::CONTENT_ENCODING;
use actix_web::web::{Bytes, Data};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use metier::coding::Coding;
use strum::IntoEnumIterator;

use super::cores::Cores;
use super::pages::folder_of;
use super::process::Process;

/// Content encoding and bytes of each page, by path.
type Pages = HashMap<String, (Option<&'static str>, Bytes)>;

/// Starts this program with `--bare`.
pub fn start(cores: Cores, folder: &Path) -> Result<Process, String> {
    let mut command = cores.server(&env::current_exe().map_err(|error| error.to_string())?);
    command.arg("--bare").arg(folder);
    Process::start(command)
}

/// Serves the pages of a folder until the process is killed.
pub async fn serve(folder: &Path) -> io::Result<()> {
    let pages = Data::new(read(folder)?);
    let server = HttpServer::new(move || App::new().app_data(pages.clone()).default_service(web::to(page)));
    // One worker, as Metier has on one core, and the same timeouts.
    let server = server
        .workers(1)
        .client_request_timeout(Duration::from_secs(10))
        .keep_alive(Duration::from_secs(75))
        .bind("127.0.0.1:0")?;
    println!("The bare handler is at http://{}", server.addrs()[0]);
    server.run().await
}

async fn page(request: HttpRequest, pages: Data<Pages>) -> HttpResponse {
    let Some((coding, bytes)) = pages.get(request.path()) else { return HttpResponse::NotFound().finish() };
    let mut answer = HttpResponse::Ok();
    answer.content_type("text/html; charset=utf-8");
    if let Some(coding) = coding {
        answer.insert_header((CONTENT_ENCODING, *coding));
    }
    answer.body(bytes.clone())
}

fn read(folder: &Path) -> io::Result<Pages> {
    let mut pages = Pages::new();
    for coding in Coding::iter() {
        let form = folder_of(coding);
        let careers = folder.join(form).join("careers");
        // If the site doesn't send an encoding, it has no folder.
        for file in fs::read_dir(careers).into_iter().flatten() {
            let file = file?;
            let address = format!("/{form}/careers/{}", file.file_name().to_string_lossy());
            pages.insert(address, (coding.name(), fs::read(file.path())?.into()));
        }
    }
    Ok(pages)
}
