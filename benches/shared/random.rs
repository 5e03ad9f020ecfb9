//! Reproducible random numbers: the same seed gives the same careers and requests on every machine.

/// SplitMix64 (Steele, Lea and Flood 2014), implemented here so that no new release of a crate changes the numbers.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// Each `number` gives another sequence for the same seed.
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

    /// From 0 to 1, excluding 1.
    pub fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// From `low` to `high`, inclusive.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + (self.next() % (high - low + 1) as u64) as usize
    }

    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.between(0, all.len() - 1)]
    }

    /// True with this probability.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.fraction() < probability
    }

    /// At most `count` of these, without repeats, in random order.
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

/// Draws indexes with the frequencies of words: the Zipf–Mandelbrot law, with a weight of 1 / (n + 2.7) for the n-th
/// index.
pub struct Zipf(Vec<f64>);

impl Zipf {
    pub fn of(count: usize) -> Self {
        let weights = (1..=count).map(|place| 1.0 / (place as f64 + 2.7));
        let sums = weights.scan(0.0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        });
        Self(sums.collect())
    }

    /// Counted from 0.
    pub fn draw(&self, random: &mut Random) -> usize {
        let at = random.fraction() * self.0.last().copied().unwrap_or_default();
        self.0.partition_point(|sum| *sum <= at).min(self.0.len() - 1)
    }
}
