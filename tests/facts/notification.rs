//! Notification Agent: the twelve facts.
