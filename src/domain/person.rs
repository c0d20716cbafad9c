//! What a person reads of an identity that is kept whole in tables: `role/session` of an assumed role, the name of
//! an IAM user, the name behind `demo:`. Anything else stays as it is. Pure.

/// The part of an identity that names a person. Forms of ARNs: IAM User Guide, "IAM identifiers"; an account number
/// that was masked before makes no difference.
pub fn shown(identity: &str) -> &str {
    if let Some(name) = identity.strip_prefix("demo:") {
        return name;
    }
    // arn:partition:service:region:account:resource
    let mut parts = identity.splitn(6, ':');
    let (Some("arn"), Some(_), Some(service)) = (parts.next(), parts.next(), parts.next()) else {
        return identity;
    };
    let Some(resource) = parts.nth(2).filter(|resource| !resource.is_empty()) else {
        return identity;
    };
    match (service, resource.split_once('/')) {
        ("sts", Some(("assumed-role" | "federated-user", who))) if !who.is_empty() => who,
        // A user's path goes before its name.
        ("iam", Some(("user", path))) => match path.rsplit('/').next() {
            Some(name) if !name.is_empty() => name,
            _ => identity,
        },
        ("iam", None) if resource == "root" => resource,
        _ => identity,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_is_read_as_a_person() {
        for (whole, expected) in [
            (
                "arn:aws:sts::111122223333:assumed-role/Support/ana",
                "Support/ana",
            ),
            (
                "arn:aws-us-gov:sts::1:assumed-role/AWSReservedSSO_Ops_0a/ana@example.com",
                "AWSReservedSSO_Ops_0a/ana@example.com",
            ),
            (
                "arn:aws:sts::••• ••33 33:assumed-role/Support/ana",
                "Support/ana",
            ),
            ("arn:aws:sts::1:federated-user/luis", "luis"),
            ("arn:aws:iam::1:user/eva", "eva"),
            ("arn:aws:iam::1:user/desk/night/eva", "eva"),
            ("arn:aws:iam::1:root", "root"),
            ("demo:ana", "ana"),
        ] {
            assert_eq!(shown(whole), expected);
        }
        for odd in [
            "",
            "ana",
            "ana:b",
            "arn",
            "arn:aws:sts::1",
            "arn:aws:sts::1:",
            "arn:aws:sts::1:assumed-role/",
            "arn:aws:iam::1:user/",
            "arn:aws:sqs:us-east-1:1:queue",
            "u-1",
        ] {
            assert_eq!(shown(odd), odd);
        }
    }
}
