//! A bucket of an S3-compatible store: whole files, each put at once with a mark that says what it was made of.

mod sign;

use std::collections::BTreeMap;
use std::time::Duration;

use reqwest::{Body, Client, Method, RequestBuilder, Response, StatusCode, Url};
use secrecy::ExposeSecret as _;
use sha2::{Digest as _, Sha256};
use tokio::time::Instant;

use super::client::{bare_client, causes, start_of};
use crate::config;
use crate::domain::hexadecimal;
use sign::{CONTENT, DATE, Signed, Signer, encoded};

/// Where the mark of a file stands.
const MARK: &str = "x-amz-meta-agon-mark";
/// How long to wait for a connection.
const CONNECT: Duration = Duration::from_secs(10);
/// How long any request may take, and how much more for each piece of this size that it sends.
const PATIENCE: Duration = Duration::from_mins(1);
const BYTES_A_SECOND: u64 = 100_000;
/// The most that is read of a refusal.
const REFUSAL_BYTES: usize = 2_000;

/// Why a bucket did not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[error("{method} {name}: {why}")]
pub struct BucketError {
    method: Method,
    name: String,
    why: String,
}

/// A file that is ready to be put.
pub struct Upload<'a> {
    /// Its name in the bucket, without the prefix.
    pub name: &'a str,
    /// What it was made of, in characters that headers take.
    pub mark: &'a str,
    /// What stands in it.
    pub file: tokio::fs::File,
    /// How many bytes.
    pub bytes: u64,
    /// Their SHA-256, in hexadecimal digits.
    pub sha256: &'a str,
}

/// A bucket.
#[derive(Clone, Debug)]
pub struct Bucket {
    client: Client,
    config: config::Bucket,
}

impl Bucket {
    /// A bucket of the configuration. No request is made.
    ///
    /// # Errors
    /// What the client says.
    pub fn new(config: config::Bucket) -> Result<Self, reqwest::Error> {
        let client = bare_client().connect_timeout(CONNECT).build()?;
        Ok(Self { client, config })
    }

    /// The mark of a file; `None` if there is no such file, or none with a mark.
    ///
    /// # Errors
    /// [`BucketError`] if the store did not answer or refused. `time` is now, such as `20260131T120000Z`.
    pub async fn mark(&self, name: &str, time: &str) -> Result<Option<String>, BucketError> {
        let call = Call {
            bucket: self,
            method: Method::HEAD,
            name,
        };
        let empty = hexadecimal(&Sha256::digest(b""));
        let request = call.request(BTreeMap::from([(CONTENT, empty), (DATE, time.to_owned())]))?;
        let answer = call.send(request.timeout(PATIENCE)).await?;
        if answer.status() == StatusCode::NOT_FOUND {
            return Ok(None);
        }
        let answer = call.accepted(answer).await?;
        let mark = answer.headers().get(MARK);
        Ok(mark.and_then(|mark| Some(mark.to_str().ok()?.to_owned())))
    }

    /// Puts a file in the place of whatever has its name: readers see the one or the other.
    ///
    /// # Errors
    /// [`BucketError`] if the store did not take it. `time` is now, such as `20260131T120000Z`.
    pub async fn put(&self, upload: Upload<'_>, time: &str) -> Result<(), BucketError> {
        let call = Call {
            bucket: self,
            method: Method::PUT,
            name: upload.name,
        };
        let request = call.request(BTreeMap::from([
            (CONTENT, upload.sha256.to_owned()),
            (DATE, time.to_owned()),
            (MARK, upload.mark.to_owned()),
            ("content-length", upload.bytes.to_string()),
        ]))?;
        let more = Duration::from_secs(upload.bytes / BYTES_A_SECOND);
        let request = request
            .timeout(PATIENCE + more)
            .body(Body::from(upload.file));
        let answer = call.send(request).await?;
        call.accepted(answer).await.map(drop)
    }
}

/// A request about one file.
struct Call<'a> {
    bucket: &'a Bucket,
    method: Method,
    name: &'a str,
}

impl Call<'_> {
    /// The request with these headers, signed.
    fn request(
        &self,
        mut headers: BTreeMap<&'static str, String>,
    ) -> Result<RequestBuilder, BucketError> {
        let config = &self.bucket.config;
        let name = [config.prefix.as_str(), self.name].join("/");
        let name = encoded(name.trim_start_matches('/'));
        let url = format!("{}/{}/{name}", config.endpoint, config.name);
        let url = Url::parse(&url).map_err(|error| self.failed(error.to_string()))?;
        let host = url.host_str().unwrap_or_default();
        let host = match url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        };
        headers.insert("host", host);
        let signer = Signer {
            access_key: config.access_key.expose_secret(),
            secret_key: config.secret_key.expose_secret(),
            region: &config.region,
        };
        let authorization = signer.authorization(&Signed {
            method: self.method.as_str(),
            path: url.path(),
            headers: &headers,
        });
        let request = self.bucket.client.request(self.method.clone(), url);
        let request = request.header("authorization", authorization);
        Ok(headers.into_iter().fold(request, |request, (name, value)| {
            request.header(name, value)
        }))
    }

    async fn send(&self, request: RequestBuilder) -> Result<Response, BucketError> {
        let sent = request.send().await;
        sent.map_err(|error| self.failed(causes(&error.without_url())))
    }

    /// The answer, if the store did what it was asked.
    async fn accepted(&self, mut answer: Response) -> Result<Response, BucketError> {
        let status = answer.status();
        if status.is_success() {
            return Ok(answer);
        }
        let body = start_of(&mut answer, REFUSAL_BYTES, Instant::now() + PATIENCE).await;
        Err(self.failed(format!("{status} {}", reason(&body))))
    }

    fn failed(&self, why: String) -> BucketError {
        BucketError {
            method: self.method.clone(),
            name: self.name.to_owned(),
            why,
        }
    }
}

/// What a refusal says of itself: its code and its message, and nothing that it repeats of the request.
fn reason(body: &str) -> String {
    let inside = |name: &str| {
        let (_, rest) = body.split_once(&format!("<{name}>"))?;
        rest.split_once(&format!("</{name}>")).map(|(text, _)| text)
    };
    let said = [inside("Code"), inside("Message")].into_iter().flatten();
    let said: Vec<&str> = said.collect();
    said.join(": ").escape_debug().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_its_code_and_message_and_repeats_no_request() {
        let body = "<?xml version=\"1.0\"?><Error><Code>SignatureDoesNotMatch</Code><Message>The\nrequest</Message>\
                    <AWSAccessKeyId>AKIA</AWSAccessKeyId></Error>";
        assert_eq!(reason(body), "SignatureDoesNotMatch: The\\nrequest");
        assert_eq!(reason("<html>gateway"), "");
    }
}
