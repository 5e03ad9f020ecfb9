//! Checks the memory that the system allows the program.

use std::fs;
use std::path::Path;

use super::Diagnosis;
use crate::config::SiteSettings;

const CGROUPS: &str = "/sys/fs/cgroup";
/// The cgroup of the Debian package's service: `metierctl` runs outside of it.
const SERVICE: &str = "/system.slice/metier.service";

const MEGABYTE: u64 = 1024 * 1024;
/// In megabytes. With less, a few sign-ins at once end even a small site; see the guide.
const LEAST: u64 = 128;
/// The memory that a site with hundreds of careers needs under load, besides the page cache, in megabytes.
const BESIDE: u64 = 192;
/// The first version of cgroups has a huge limit where there is none.
const UNLIMITED: u64 = 1 << 60;

pub fn memory(site: &SiteSettings) -> Diagnosis {
    let own = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    judge(allowed(Path::new(CGROUPS), &own), site.page_cache)
}

/// The least limit of the cgroups that the program or its service is in, in bytes; none without one. `own` is the
/// content of `/proc/self/cgroup`.
fn allowed(cgroups: &Path, own: &str) -> Option<u64> {
    let named = own.lines().filter_map(|line| {
        let (controllers, path) = line.split_once(':')?.1.split_once(':')?;
        (controllers.is_empty() || controllers.split(',').any(|one| one == "memory")).then_some(path)
    });
    let paths = named.chain([SERVICE]).flat_map(|path| Path::new(path).ancestors());
    let limits = paths.flat_map(|path| {
        let path = path.strip_prefix("/").unwrap_or(path);
        let second = cgroups.join(path).join("memory.max");
        let first = cgroups.join("memory").join(path).join("memory.limit_in_bytes");
        [second, first].into_iter().filter_map(|file| fs::read_to_string(file).ok()?.trim().parse().ok())
    });
    limits.filter(|limit| *limit < UNLIMITED).min()
}

/// `page_cache` is in megabytes.
fn judge(allowed: Option<u64>, page_cache: u64) -> Diagnosis {
    let Some(allowed) = allowed.map(|bytes| bytes / MEGABYTE) else {
        return Diagnosis::Ok("no limit".into());
    };
    let need = BESIDE + page_cache;
    match allowed {
        ..LEAST => {
            Diagnosis::Fail(format!("only {allowed} MB allowed; allow at least {LEAST} MB (MemoryMax=)"))
        }
        _ if allowed < need => Diagnosis::Warn(format!(
            "{allowed} MB allowed, but a large site needs up to {need} MB under load; set METIER_PAGE_CACHE to {}, or \
             allow more (MemoryMax=)",
            allowed.saturating_sub(BESIDE)
        )),
        _ => Diagnosis::Ok(format!("{allowed} MB allowed, up to {need} MB needed")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made-up cgroups, with the limit of each file.
    fn allowed_by(files: &[(&str, &str)], own: &str) -> Option<u64> {
        let cgroups = tempfile::tempdir().unwrap();
        for (file, limit) in files {
            let file = cgroups.path().join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, format!("{limit}\n")).unwrap();
        }
        allowed(cgroups.path(), own)
    }

    #[test]
    fn the_least_limit_counts() {
        let own = "0::/system.slice/app.scope\n";
        let at = |file, limit| allowed_by(&[(file, limit)], own);
        assert_eq!(allowed_by(&[], own), None);
        assert_eq!(at("system.slice/app.scope/memory.max", "max"), None);
        assert_eq!(at("system.slice/app.scope/memory.max", "67108864"), Some(67_108_864));
        assert_eq!(at("system.slice/memory.max", "67108864"), Some(67_108_864), "the limit of all services");
        assert_eq!(at("system.slice/metier.service/memory.max", "1"), Some(1), "the limit of the service");
        assert_eq!(at("system.slice/other.service/memory.max", "1"), None);
        // In a container.
        assert_eq!(allowed_by(&[("memory.max", "3"), ("system.slice/memory.max", "2")], "0::/"), Some(2));
        let first = "9:name=systemd:/a\n4:cpu,memory:/docker/abc\n0::/\n";
        let unlimited = ("memory/memory.limit_in_bytes", "9223372036854771712");
        assert_eq!(allowed_by(&[unlimited], first), None);
        assert_eq!(
            allowed_by(&[unlimited, ("memory/docker/abc/memory.limit_in_bytes", "5")], first),
            Some(5)
        );
        assert_eq!(allowed_by(&[("memory/memory.limit_in_bytes", "4")], first), Some(4), "in a container");
    }

    #[test]
    fn too_little_memory_for_the_page_cache_is_told() {
        let verdict = |megabytes: u64, page_cache| judge(Some(megabytes * MEGABYTE), page_cache);
        let lines = [(64, 0), (128, 96), (191, 0), (192, 0), (208, 16), (287, 96), (288, 96)];
        let words = lines.map(|(megabytes, page_cache)| verdict(megabytes, page_cache).parts().0);
        assert_eq!(words, ["FAIL", "warn", "warn", "ok  ", "ok  ", "warn", "ok  "]);
        assert!(verdict(256, 96).parts().1.contains("set METIER_PAGE_CACHE to 64,"));
        assert_eq!(judge(None, 96).parts().0, "ok  ");
    }
}
