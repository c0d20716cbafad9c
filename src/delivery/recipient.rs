//! Whom words go to: the number in the conversation's id, else the customer that its item names. The number
//! is for the provider alone and cannot be printed.

use crate::domain::id::ConversationKey;
use crate::domain::problem::Problem;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;

/// Digits of a number: the shortest that is one, and the longest (E.164).
const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;

/// A customer's number: digits only.
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient(String);

impl Recipient {
    /// The number in a text such as `+57 300 123 4567`; `None`: there is none.
    pub fn from_phone(text: &str) -> Option<Self> {
        let text = text.trim();
        let odd = text
            .chars()
            .any(|c| !c.is_ascii_digit() && !matches!(c, '+' | ' ' | '-' | '(' | ')'));
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        (!odd && DIGITS.contains(&digits.len())).then_some(Self(digits))
    }

    /// The number in a conversation's id: `conv_{tenant}_{phone}` or `conv_{phone}` (backend facts 1.2).
    pub fn of_conversation(key: &ConversationKey) -> Option<Self> {
        let rest = key.conversation.as_str().strip_prefix("conv_")?;
        let tenant = rest.strip_prefix(key.tenant.as_str());
        let phone = tenant.and_then(|rest| rest.strip_prefix('_'));
        Self::from_phone(phone.unwrap_or(rest))
    }

    /// The digits, for a provider.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

/// Finds customers.
#[derive(Clone)]
pub(super) struct Recipients {
    dynamo: Client,
    conversations: String,
}

impl Recipients {
    pub fn new(dynamo: Client, conversations: String) -> Self {
        Self {
            dynamo,
            conversations,
        }
    }

    /// The customer of a conversation; `None`: nothing names a number.
    ///
    /// # Errors
    /// Any failure of the call, where one is needed.
    pub async fn of(&self, key: &ConversationKey) -> Result<Option<Recipient>, Problem> {
        if let Some(found) = Recipient::of_conversation(key) {
            return Ok(Some(found));
        }
        let plain = key.conversation.as_str().to_owned();
        let prefixed = format!("{}#{plain}", key.tenant.as_str());
        for id in [plain, prefixed] {
            if let Some(found) = self.customer(key, id).await? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    async fn customer(
        &self,
        key: &ConversationKey,
        id: String,
    ) -> Result<Option<Recipient>, Problem> {
        let answer = self
            .dynamo
            .get_item()
            .table_name(&self.conversations)
            .key(
                "tenantId",
                AttributeValue::S(key.tenant.as_str().to_owned()),
            )
            .key("conversationId", AttributeValue::S(id))
            .projection_expression("#c")
            .expression_attribute_names("#c", "customerId")
            .send()
            .await
            .map_err(|error| {
                let subject = format!("dynamodb:GetItem {}", self.conversations);
                crate::aws::failure::problem(&subject, &error)
            })?;
        let item = answer.item.unwrap_or_default();
        let found = item.get("customerId").and_then(|value| value.as_s().ok());
        Ok(found.and_then(|phone| Recipient::from_phone(phone)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::TenantId;

    #[test]
    fn the_number_is_in_the_id_where_it_is_one() {
        let of = |id: &str| {
            let key = ConversationKey::marketplace(&TenantId::from("tenant_7"), id);
            Recipient::of_conversation(&key).map(|found| found.digits().to_owned())
        };
        let number = Some("573005550199".to_owned());
        assert_eq!(of("conv_tenant_7_+573005550199"), number);
        assert_eq!(of("conv_tenant_7_573005550199"), number);
        assert_eq!(of("conv_+573005550199"), number);
        for odd in [
            "conv-123",
            "conv_other_573005550199",
            "conv_12",
            "573005550199",
        ] {
            assert_eq!(of(odd), None, "{odd}");
        }
    }
}
