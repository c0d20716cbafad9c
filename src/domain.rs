//! The words and the rules: tenants, conversations, escalations, handoffs, agents, usage, audit.
//! Pure: no I/O, no clock, no terminal, no AWS type. Everything that a customer or a table wrote
//! enters through [`text::Text`]; sentences for people are made in `locale`, not here.

pub mod agent;
pub mod alarm;
pub mod allowance;
pub mod arranged;
pub mod audit;
pub mod briefing;
pub mod bulk;
pub mod canned;
pub mod checkup;
pub mod conversation;
pub mod cost;
pub mod escalation;
pub mod event;
pub mod guard;
pub mod handoff;
pub mod hours;
pub mod id;
pub mod language;
pub mod letter;
pub mod link;
pub mod mask;
pub mod metric;
pub mod mood;
pub mod page;
pub mod place;
pub mod problem;
pub mod prospect;
pub mod reply;
pub mod revealed;
pub mod role;
pub mod sheet;
pub mod sla;
pub mod snooze;
pub mod standing;
pub mod system;
pub mod tenant;
pub mod text;
pub mod time;
pub mod transcript;
pub mod trigger;
pub mod unread;
pub mod usage;
pub mod whatsapp;
pub mod work;
