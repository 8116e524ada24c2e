//! Work that splits into numbered parts, done by several threads. A part must depend on nothing but its number, and where
//! results are added up they are so in the order of the parts: the number of threads changes no bit.

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

/// Does each part on the threads of the rayon pool that the caller runs in, or on its own thread outside of any; results come in
/// order. Whoever wants several threads calls from within `rayon::ThreadPool::install`.
pub(crate) fn in_order<T: Send>(parts: usize, of: impl Fn(usize) -> T + Send + Sync) -> Vec<T> {
    if rayon::current_thread_index().is_some() {
        (0..parts).into_par_iter().map(of).collect()
    } else {
        (0..parts).map(of).collect()
    }
}

/// The same for parts of many votes each, which are worth the threads of the global pool where the caller runs in none.
pub(crate) fn at_once<P: Sync, T: Send>(parts: &[P], of: impl Fn(&P) -> T + Send + Sync) -> Vec<T> {
    if parts.len() > 1 {
        parts.par_iter().map(of).collect()
    } else {
        parts.iter().map(of).collect()
    }
}

/// Votes that are worth a thread.
const VOTES: usize = 32_768;

/// How many threads so many votes are worth, for work whose result does not depend on how it is shared out.
pub(crate) fn threads_for(votes: usize) -> usize {
    threads_worth(votes, VOTES)
}

/// The same for other work, of which so much is worth a thread.
pub(crate) fn threads_worth(work: usize, of_a_thread: usize) -> usize {
    if work < 2 * of_a_thread {
        return 1;
    }
    (work / of_a_thread).min(rayon::current_num_threads())
}

/// Does two things, at the same time if they are large.
pub(crate) fn both<A: Send, B: Send>(
    are_large: bool,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    if are_large && rayon::current_num_threads() > 1 {
        rayon::join(one, other)
    } else {
        (one(), other())
    }
}
