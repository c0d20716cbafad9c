//! switchboard: a terminal console for the people who stand behind AI agents.
//!
//! # How data flows
//!
//! ```text
//! keys, paste ────────┐                                                    ┌─► platform/ (the systems' tables)
//! signals ────────────┤                                                    ├─► control/  (our own table)
//! outcomes ───────────┼─► shell ─► app::update(&mut State, Msg) ─► Effects ─► desk/
//! next deadline ──────┘      │                                             ▲   └─► journal/
//!                            └─► ui::view(&State, &Theme, …, &mut Frame)   └── headless/ (the same verbs, JSON out)
//! ```
//!
//! One way round, no way back. Input becomes a message; [`app::update`] is the only code that changes the
//! state, and it does no I/O, reads no clock and draws no random number. What must happen outside comes back
//! as an effect; the shell runs effects and sends what they come to as messages, with the epoch in which they
//! were asked. [`ui`] reads the state and draws. What an operator can do is written once, in [`desk`]; an
//! effect of the screen and a headless command are two callers of it.
//!
//! # Rooms
//!
//! | room | what lives there |
//! |---|---|
//! | [`domain`] | the words and the rules; pure |
//! | [`aws`] | thin clients: DynamoDB with conditions, transactions, timeouts and consumed capacity; SNS, SQS, EventBridge, STS, secrets |
//! | [`platform`] | the systems behind small ports: codecs that never fail and never drop, conditional writes |
//! | [`control`] | the control tables, one for each account and region: claims, replies, notes, briefings, switches, outbox, audit |
//! | [`health`] | alarms, metrics and functions: ports, what ought to be watched, the AWS adapters |
//! | [`journal`] | what this machine must remember |
//! | [`delivery`] | how a person's words reach a customer, and what came of it |
//! | [`desk`] | the use cases, one file per verb: the order of durable steps |
//! | `embedded` | the default backend: engine, seeds, simulated world (feature `embedded`) |
//! | [`app`] | state, messages, effects, update |
//! | [`keymap`], [`theme`], [`locale`] | keys as data, colours as meanings, every sentence |
//! | [`ui`] | views |
//! | [`shell`] | event loop, terminal, writer, leases |
//! | [`headless`] | the same verbs without a screen |
//! | [`config`] | the configuration file: profiles, read whole or refused with the place |
//! | [`connect`], [`cli`] | from flags or a profile to a desk: sessions, systems, role, tenants; the IAM policy of a role |
//!
//! `tests/architecture.rs` keeps the rules of who may use whom. Two more rules are types: a transaction takes
//! only items that no bot writes ([`aws::transaction`]), and a console without writers is a
//! `Desk<Reading>`, which has no verb that writes. Role and tenants are asked at the desk, before any call.

pub mod app;
pub mod aws;
pub mod cli;
pub mod config;
pub mod connect;
pub mod control;
pub mod delivery;
pub mod desk;
pub mod domain;
#[cfg(feature = "embedded")]
pub mod embedded;
pub mod headless;
pub mod health;
pub mod journal;
pub mod keymap;
pub mod locale;
pub mod platform;
pub mod shell;
pub mod theme;
pub mod ui;
