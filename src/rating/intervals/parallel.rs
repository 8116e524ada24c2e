//! Work that splits into numbered parts: on the threads of the rayon pool that the caller runs in, or on its own thread.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

/// Does each part; results come in order. Whoever wants several threads calls from within `rayon::ThreadPool::install`;
/// a part must depend on nothing but its number, so threads change no bit.
pub(crate) fn in_order<T: Send>(parts: usize, of: impl Fn(usize) -> T + Send + Sync) -> Vec<T> {
    if rayon::current_thread_index().is_some() {
        (0..parts).into_par_iter().map(of).collect()
    } else {
        (0..parts).map(of).collect()
    }
}
