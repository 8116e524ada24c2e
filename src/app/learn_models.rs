//! Takes up models that another process made known: an import beside this server turns names into retired models.

use crate::store::StoreError;

use super::App;

impl App {
    /// Reads the model log if it has grown since it had `seen` entries, and says how many it has now.
    pub(super) async fn learn_models(&self, seen: Option<i64>) -> Result<i64, StoreError> {
        let entries = self.store.model_events().await?;
        if seen == Some(entries) {
            return Ok(entries);
        }
        let log = self.store.newest_models().await?;
        // A reload may come between; then this happens to the new configuration too.
        self.site.rcu(|site| {
            let mut next = (**site).clone();
            if next.remember(log.clone()) {
                next.version = u64::from_le_bytes(self.chance.bytes());
                return std::sync::Arc::new(next);
            }
            std::sync::Arc::clone(site)
        });
        Ok(entries)
    }
}
