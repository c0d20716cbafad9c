//! The workbench against a real engine, in both designs of its tables: lists, work, cancelling, tenants.

mod cancel;
mod lab;
mod lists;
mod seed;
mod sheets;
mod work;
