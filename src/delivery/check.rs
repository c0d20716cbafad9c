//! Whether a tenant's channel has what it needs to send, without sending. A token is read where it would be
//! read for a reply, and dropped at once: all that is told is that it is there.

use super::token::{self, NO_TOKEN};
use super::{Channels, TokenFrom, Way};
use crate::domain::checkup::{ChannelCheck, Part};
use crate::domain::id::TenantId;
use crate::domain::mask;
use crate::domain::problem::Problem;
use crate::domain::reply::{Reports, Route};
use crate::domain::text::Text;

impl Channels {
    /// What a tenant's channel is like.
    pub async fn check(&self, tenant: &TenantId) -> ChannelCheck {
        let checked = |route, number, token| ChannelCheck {
            tenant: Text::from_untrusted(&mask::identifiers(tenant.as_str())),
            route,
            derived: self.settings.of(tenant) == &Way::Derive && route != Route::None,
            reports: Reports::Nowhere,
            number,
            token,
        };
        let way = match self.way(tenant).await {
            Ok(way) => way,
            Err(why) => return checked(Route::None, Part::Unknown(why), Part::Unneeded),
        };
        let (number, token) = match &way {
            Way::Meta {
                phone_number_id,
                token,
                ..
            } => {
                let number = match phone_number_id {
                    Some(_) => Part::There,
                    None => there(self.tokens.phone_number_id(tenant).await),
                };
                (number, self.token(tenant, token).await)
            }
            Way::Whapi { token, .. } => (Part::Unneeded, self.token(tenant, token).await),
            Way::Topic { .. } | Way::Derive | Way::None => (Part::Unneeded, Part::Unneeded),
        };
        ChannelCheck {
            reports: self.reports(&way),
            ..checked(way.route(), number, token)
        }
    }

    async fn token(&self, tenant: &TenantId, from: &TokenFrom) -> Part {
        let of = token::Of {
            tokens: self.tokens.clone(),
            tenant: tenant.clone(),
            from: from.clone(),
        };
        match of.read().await {
            Ok(_) => Part::There,
            Err(why) if why.detail == NO_TOKEN => Part::Missing,
            Err(why) => Part::Unknown(why),
        }
    }
}

fn there<T>(read: Result<Option<T>, Problem>) -> Part {
    match read {
        Ok(Some(_)) => Part::There,
        Ok(None) => Part::Missing,
        Err(why) => Part::Unknown(why),
    }
}
