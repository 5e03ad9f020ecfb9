//! What a server of this kind costs at least: actix-web and bytes in memory, nothing else.

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

/// The pages by their address, each with what its form is called.
type Pages = HashMap<String, (Option<&'static str>, Bytes)>;

/// Starts this program as that server.
pub fn start(cores: Cores, folder: &Path) -> Result<Process, String> {
    let mut command = cores.server(&env::current_exe().map_err(|error| error.to_string())?);
    command.arg("--bare").arg(folder);
    Process::start(command)
}

/// Serves the pages of a folder until the process is ended.
pub async fn serve(folder: &Path) -> io::Result<()> {
    let pages = Data::new(read(folder)?);
    let server = HttpServer::new(move || App::new().app_data(pages.clone()).default_service(web::to(page)));
    // One worker, as the program has on one core, and its time limits.
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
        // A form that the site doesn't send has no folder.
        for file in fs::read_dir(careers).into_iter().flatten() {
            let file = file?;
            let address = format!("/{form}/careers/{}", file.file_name().to_string_lossy());
            pages.insert(address, (coding.name(), fs::read(file.path())?.into()));
        }
    }
    Ok(pages)
}
