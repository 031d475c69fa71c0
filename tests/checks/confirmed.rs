//! How far articles confirm an agreement that several of them report, looked up in the corpus.

use std::sync::Arc;

use glossator::core::annotation::{Identity, Member, Publisher};
use glossator::core::confirm::{Contradiction, Says, of_identity};

use crate::desk::{ARTICLE, Desk};

/// Three articles of two publishers, one of which writes its own texts, and one that reports something else.
fn corpus() -> (Desk, Identity) {
    let mut desk = Desk::of("uz", "[agreement:Bitim imzolandi.]");
    let others = ["b.txt", "c.txt", "d.txt"];
    for name in others {
        desk.beside(name, "de", "[agreement:Ein Abkommen wurde unterzeichnet.]");
    }
    let said = [
        (ARTICLE, "Kun", "signed", "asserted", "same"),
        ("b.txt", " KUN", "in_force", "asserted", "same"),
        ("c.txt", "Reprints", "signed", "intended", "same"),
        ("d.txt", "Reprints", "in_force", "asserted", "related"),
    ];
    let mut identity = Identity::new("i-1", "Treaty");
    for (article, publisher, status, modality, relation) in said {
        desk.edit_of(article, |work| {
            publisher.clone_into(&mut work.header.publisher);
            let one = Arc::make_mut(work.agreements.values_mut().next().expect("there is one"));
            (one.status, one.modality) = (status.into(), modality.into());
            let (article, relation) = (article.to_owned(), relation.to_owned());
            identity.members.push(Member { article, agreement: one.id.clone(), relation });
        });
    }
    for (name, originality) in [("Kun", "original"), ("Reprints", "reprints")] {
        let one = Publisher { name: name.into(), originality: originality.into(), ..Publisher::default() };
        desk.workspace.shared.publishers.insert_mut(name.to_owned(), Arc::new(one));
    }
    (desk, identity)
}

#[test]
fn articles_of_one_publisher_count_once_however_it_is_written() {
    let (desk, identity) = corpus();
    let found = of_identity(&desk.workspace, &identity);
    let says = |articles, publishers, original| Says { articles, publishers, original };
    assert_eq!(found.reported, says(3, 2, 1), "what is only related reports something else");
    assert_eq!(found.exists, says(3, 2, 1));
    assert_eq!(found.signed, says(2, 1, 1), "an intention is no signature");
    assert_eq!(found.in_force, says(1, 1, 1));
    assert_eq!(found.contradicts, []);
}

#[test]
fn article_that_contradicts_is_named_and_what_is_gone_counts_for_nothing() {
    let (mut desk, mut identity) = corpus();
    desk.edit_of("c.txt", |work| {
        let one = Arc::make_mut(work.agreements.values_mut().next().expect("there is one"));
        (one.status, one.modality) = ("terminated".into(), "asserted".into());
    });
    identity.members.push(Member { article: "gone.txt".into(), ..identity.members[0].clone() });
    let known = desk.agreement();
    desk.edit(|work| drop(work.agreements.remove(&known)));
    let found = of_identity(&desk.workspace, &identity);
    assert_eq!((found.reported.articles, found.reported.publishers), (2, 2), "a record and an article are gone");
    let how: Vec<(&str, Contradiction)> =
        found.contradicts.iter().map(|(article, _, how)| (article.as_str(), *how)).collect();
    assert_eq!(how, [("c.txt", Contradiction::Ended)]);
}
