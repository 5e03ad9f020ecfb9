//! Chance that repeats: the same seed gives the same careers and the same requests on every machine.

/// SplitMix64 (Steele, Lea and Flood 2014): a few lines, so that no release of a crate changes what is drawn.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// Chance that follows from a seed and, within it, from a number.
    pub fn new(seed: u64, number: u64) -> Self {
        let mut random = Self(seed);
        random.0 = random.next() ^ number.wrapping_mul(0xD134_2543_DE82_EF95);
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 up to, but not including, 1.
    pub fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A whole number from `low` to `high`, both included.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + (self.next() % (high - low + 1) as u64) as usize
    }

    /// One of these.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.between(0, all.len() - 1)]
    }

    /// Whether something happens that does so with this probability.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.fraction() < probability
    }

    /// Some of these, each once, in any order.
    pub fn some<T: Clone>(&mut self, all: &[T], count: usize) -> Vec<T> {
        let mut all = all.to_vec();
        for place in 0..count.min(all.len()) {
            let other = self.between(place, all.len() - 1);
            all.swap(place, other);
        }
        all.truncate(count);
        all
    }
}

/// Places that are drawn as words are used: by Zipf's law as Mandelbrot mended it, the n-th with a weight of
/// 1 / (n + 2.7).
pub struct Zipf(Vec<f64>);

impl Zipf {
    /// Of so many places.
    pub fn of(count: usize) -> Self {
        let weights = (1..=count).map(|place| 1.0 / (place as f64 + 2.7));
        let sums = weights.scan(0.0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        });
        Self(sums.collect())
    }

    /// A place, from 0.
    pub fn draw(&self, random: &mut Random) -> usize {
        let at = random.fraction() * self.0.last().copied().unwrap_or_default();
        self.0.partition_point(|sum| *sum <= at).min(self.0.len() - 1)
    }
}
