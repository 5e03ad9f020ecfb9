//! Gives memory that the program has freed back to the system. glibc keeps most of it, and more the more arenas it has.

use std::time::Duration;

use actix_web::rt::task::{JoinHandle, spawn_blocking};
use actix_web::rt::time::sleep;

use glibc::{give_back, set_up};

const PAUSE: Duration = Duration::from_secs(10);

/// To be called before other threads start, which get arenas of their own.
pub fn start() -> JoinHandle<()> {
    set_up();
    actix_web::rt::spawn(async {
        loop {
            sleep(PAUSE).await;
            spawn_blocking(give_back).await.ok();
        }
    })
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[allow(unsafe_code)]
mod glibc {
    use libc::{M_ARENA_MAX, M_MMAP_THRESHOLD, malloc_trim, mallopt};

    /// More arenas would make pages 3% faster.
    const ARENAS: i32 = 2;
    /// In bytes. Larger pieces are given back as soon as they are freed; few pages have one.
    const LARGE: i32 = 512 * 1024;

    pub fn set_up() {
        // SAFETY: it takes no pointers.
        unsafe {
            mallopt(M_ARENA_MAX, ARENAS);
            mallopt(M_MMAP_THRESHOLD, LARGE);
        }
    }

    pub fn give_back() {
        // SAFETY: it takes no pointers, and locks what it works on.
        unsafe { malloc_trim(0) };
    }
}

/// Other allocators give memory back by themselves.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
mod glibc {
    pub fn set_up() {}

    pub fn give_back() {}
}
