//! The gate of the desk: who may pass.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::LOCATION;
use actix_web::middleware::Next;
use actix_web::{Error as ActixError, HttpMessage, HttpResponse};

use super::session::SignedIn;
use crate::error::Error;
use crate::models::user::Role;

/// Lets those pass who are signed in with at least a role, as [`SignedIn`] in the request's extensions.
pub async fn admit(
    least: Role,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, ActixError> {
    let role = request.extensions().get::<SignedIn>().map(|signed_in| signed_in.user.role);
    match role {
        Some(role) if role >= least => Ok(next.call(request).await?.map_into_boxed_body()),
        Some(_) => Ok(request.into_response(HttpResponse::from_error(Error::NotAllowed))),
        None => Ok(request.into_response(HttpResponse::from_error(Error::NotSignedIn))),
    }
}

/// A redirect after a change.
pub fn see_other(target: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, target)).finish()
}
