//! Listening: plain HTTP on a loopback address, TLS on any other.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpSocket;
use tokio::sync::watch;

use super::tls::Tls;
use crate::fault::{Fault, FaultCode};

/// How long answers under way may take after a stop.
const FAREWELL: Duration = Duration::from_secs(3);
/// How long a peer may take for the head of a request.
const HEAD: Duration = Duration::from_secs(20);
/// Bytes of an answer that wait in the system for a peer; the system doubles it for its own use.
const SENT_AHEAD: u32 = 128 * 1024;

/// Listens, and says where.
pub fn bind(address: SocketAddr) -> Result<(TcpListener, SocketAddr), Fault> {
    let bound = listen(address).and_then(|listener| {
        let address = listener.local_addr()?;
        Ok((listener, address))
    });
    bound.map_err(|error| unavailable(address, &error))
}

/// Serves until the stop.
pub async fn run(
    listener: TcpListener,
    tls: Option<Arc<Tls>>,
    routes: Router,
    mut stop: watch::Receiver<bool>,
) -> std::io::Result<()> {
    let service = routes.into_make_service_with_connect_info::<SocketAddr>();
    let Some(tls) = tls else {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        return axum::serve(listener, service)
            .with_graceful_shutdown(async move {
                let _ = stop.wait_for(|stop| *stop).await;
            })
            .await;
    };
    let handle = axum_server::Handle::new();
    let stopped = handle.clone();
    tokio::spawn(async move {
        let _ = stop.wait_for(|stop| *stop).await;
        stopped.graceful_shutdown(Some(FAREWELL));
    });
    let mut server = axum_server::from_tcp_rustls(listener, tls.config())?
        .handle(handle)
        .first_request_timeout(HEAD)
        .http1_only();
    server.http_builder().http1().header_read_timeout(HEAD);
    server.serve(service).await
}

/// As `TcpListener::bind`, with a bound on what each connection holds for a peer that is slow.
fn listen(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = if address.is_ipv6() { TcpSocket::new_v6()? } else { TcpSocket::new_v4()? };
    socket.set_reuseaddr(true)?;
    // Connections inherit it. The system would let megabytes of old frames of the live picture wait.
    socket.set_send_buffer_size(SENT_AHEAD)?;
    socket.bind(address)?;
    socket.listen(1024)?.into_std()
}

fn unavailable(address: SocketAddr, error: &std::io::Error) -> Fault {
    let taken = error.kind() == std::io::ErrorKind::AddrInUse;
    let message = match taken {
        true => format!("the address {address} is in use by another program"),
        false => format!("the address {address} cannot be listened on: {error}"),
    };
    let remedy = match taken {
        true => {
            format!("Stop the other program, or take another port, such as --address {}:0.", address.ip())
        }
        false => "Take another address, such as --address 127.0.0.1:8080.".into(),
    };
    Fault { code: FaultCode::AddressUnavailable, message, remedy }
}
