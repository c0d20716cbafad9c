//! Lists of templates: of a tenant, of a category, the most used public ones.

use super::item::template::{Template, template};
use super::schema::Part;
use super::workbench::{Wanted, Workbench, kept};
use crate::aws::dynamo::Item;
use crate::aws::expression::key;
use crate::domain::cost::Read;
use crate::domain::id::{AgentId, TenantId};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;

impl Workbench {
    /// One page of a tenant's templates, newest first. One query.
    ///
    /// # Errors
    /// `MissingTable` without table or index; any failure of the call.
    pub async fn templates(
        &self,
        tenant: &TenantId,
        after: Option<Cursor>,
    ) -> Result<Page<Template>, Problem> {
        let wanted = Wanted::newest(Part::Templates, "tenant_id", tenant.as_str(), "created_at")
            .after(after);
        Ok(kept(self.page(wanted).await?, template, |_| true))
    }

    /// Those of one page of a tenant's templates that have every word of `words` in their name, description,
    /// category or tags, whatever the case. One query; a page may hold none and still have a next.
    ///
    /// # Errors
    /// As [`Self::templates`].
    pub async fn search_templates(
        &self,
        tenant: &TenantId,
        words: &str,
        after: Option<Cursor>,
    ) -> Result<Page<Template>, Problem> {
        let mut page = self.templates(tenant, after).await?;
        page.items.retain(|template| has_words(template, words));
        Ok(page)
    }

    /// One page of the public templates, the most used first. One query.
    ///
    /// # Errors
    /// As [`Self::templates`].
    pub async fn popular_templates(
        &self,
        after: Option<Cursor>,
    ) -> Result<Page<Template>, Problem> {
        let wanted =
            Wanted::newest(Part::Templates, "is_public", "true", "usage_count").after(after);
        Ok(kept(self.page(wanted).await?, self.reading(), |_| true))
    }

    /// One page of a category, the best rated first. The index spans all tenants: only what is public or of
    /// `tenant` is kept. One query.
    ///
    /// # Errors
    /// As [`Self::templates`].
    pub async fn templates_of_category(
        &self,
        tenant: &TenantId,
        category: &str,
        after: Option<Cursor>,
    ) -> Result<Page<Template>, Problem> {
        let wanted = Wanted::newest(Part::Templates, "category", category, "rating").after(after);
        Ok(kept(self.page(wanted).await?, self.reading(), |one| {
            one.public == Some(true) || one.base.is_of(tenant)
        }))
    }

    /// A template of this tenant, read consistently. One call.
    ///
    /// # Errors
    /// As [`Self::templates`].
    pub async fn template(
        &self,
        tenant: &TenantId,
        id: &AgentId,
    ) -> Result<Read<Option<Template>>, Problem> {
        let layout = self.layout(Part::Templates)?;
        let key = key((layout.partition, id.as_str()), None);
        let read = self.dynamo.get(&self.tables.templates, key).await?;
        Ok(Read {
            value: read
                .value
                .as_ref()
                .map(template)
                .filter(|one| one.base.is_of(tenant)),
            cost: read.cost,
        })
    }

    /// Reads a template and remembers its tenant.
    fn reading(&self) -> impl Fn(&Item) -> Template {
        |item| {
            let one = template(item);
            self.met.note(Part::Templates, &one.base, None);
            one
        }
    }
}

fn has_words(template: &Template, words: &str) -> bool {
    let mut text = template.name.to_lowercase();
    let rest = template.description.iter().chain(&template.category);
    for part in rest.chain(&template.tags) {
        text.push('\n');
        text.push_str(&part.to_lowercase());
    }
    words
        .split_whitespace()
        .all(|word| text.contains(&word.to_lowercase()))
}
