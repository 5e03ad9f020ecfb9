//! Process metrics under the names of Prometheus' client libraries. Metrics that the system can't provide are left out.

use std::fmt;
use std::fs;
use std::time::{Duration, SystemTime};

use prometheus_client::collector::Collector;
use prometheus_client::encoding::DescriptorEncoder;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::Unit;
use rustix::process::{Resource, getrlimit};
use rustix::time::{ClockId, clock_gettime};

use super::put;

#[derive(Debug)]
pub struct Process {
    started: Duration,
}

impl Process {
    pub fn since_now() -> Self {
        Self { started: SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default() }
    }
}

impl Collector for Process {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let mut gauge = |name: &str, help: &str, unit: Option<&Unit>, value: Option<f64>| {
            value.map_or(Ok(()), |value| put(&mut encoder, name, help, unit, &ConstGauge::new(value)))
        };
        let (bytes, seconds) = (Some(&Unit::Bytes), Some(&Unit::Seconds));
        gauge("process_resident_memory", "Resident memory.", bytes, resident_bytes())?;
        gauge("process_open_fds", "Open files and connections.", None, open_files())?;
        let most = getrlimit(Resource::Nofile).current.map(|most| most as f64);
        gauge("process_max_fds", "Maximum number of open files and connections.", None, most)?;
        let started = Some(self.started.as_secs_f64());
        gauge("process_start_time", "Start time, since the Unix epoch.", seconds, started)?;
        let used = clock_gettime(ClockId::ProcessCPUTime);
        let used = ConstCounter::new(used.tv_sec as f64 + used.tv_nsec as f64 / 1e9);
        put(&mut encoder, "process_cpu", "CPU time used.", seconds, &used)
    }
}

fn resident_bytes() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: f64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1024.0)
}

/// Doesn't count the file opened for counting.
fn open_files() -> Option<f64> {
    Some(fs::read_dir("/proc/self/fd").ok()?.count() as f64 - 1.0)
}
