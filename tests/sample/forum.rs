//! The readings of the second Arabic article: a date with two readings, a quotation without an end, a name that fits
//! nobody, a paper that was not issued.

use glossator::core::annotation::{Basis, DateOf, DateSlot, Quantity, Reference};
use glossator::core::intent::{ActorField, DateField, HeaderField};

use crate::scribe::{Deal, Scribe, inferred, none};

/// Why the month stands before the day.
const ORDER: &str = "the forum is on 4 and 5 November and its first day is over, so the month stands first";

pub fn read(s: &mut Scribe<'_>) {
    article(s);
    actors(s);
    agreements(s);
    s.done();
}

fn article(s: &mut Scribe<'_>) {
    s.title("[تورسونبيكوف يدعو إلى ربط سجلات الشحن بين موانئ بحر قزوين]", "ar");
    s.region("• [3\n  • 0]\n", "counter");
    s.region("[article-image]", "image_alt");
    s.region("\n[مشاركة]", "share_prompt");
    let numbers = "• [11/5/2025]\n";
    let mark = s.date(numbers, "2025-11-05", "publication", inferred(ORDER));
    let other = vec![DateField::OtherReadings(vec!["2025-05-11".into()])];
    let confidence = vec![DateField::Confidence(s.or("high", "medium").into())];
    s.set_date(&mark, [other, confidence].concat());
    s.flag(numbers, "ambiguous_date", "", "5 November or 11 May");
    s.header(vec![
        HeaderField::Published("2025-11-05".into()),
        HeaderField::PublishedBasis(inferred(ORDER)),
        HeaderField::PublishedMention(Some(mark)),
    ]);
    s.remark(None, "publisher", "not_stated", s.or("Nothing on the page names the paper.", ""));
    s.flag(
        "إن [“النص القديم لا يعرف شيئاً عن التوقيع الإلكتروني]. ودعت",
        "unbalanced_quotes",
        "",
        "the quotation has no end",
    );
}

fn actors(s: &mut Scribe<'_>) {
    s.name("[تورسونبيكوف] يدعو", "tursunbekov");
    let title = "[رئيس الهيئة الوطنية للمعابر في جمهورية كازاخستان] نورجان";
    let title = ("title", title, "Head of the National Authority for Crossings of Kazakhstan");
    s.person("كازاخستان [نورجان تورسونبيكوف] أن", "tursunbekov", &[title]);
    let authority = s.or(
        "أكد رئيس [الهيئة الوطنية للمعابر في جمهورية كازاخستان] نورجان",
        "أكد رئيس [الهيئة الوطنية للمعابر] في جمهورية",
    );
    s.name(authority, "kz-crossings");
    s.name("في [جمهورية كازاخستان] نورجان", "KAZ");
    if s.is_mira() {
        s.called("أن [بلاده] ماضية", &["KAZ"]);
    }
    s.called("وأوضح [رئيس الهيئة] أن", &["tursunbekov"]);
    s.called("وأوضح رئيس [الهيئة] أن", &["kz-crossings"]);
    s.name("تنظمه [الأمانة الفنية لمنتدى المعابر القزوينية] ومركز", "forum-secretariat");
    s.name("الفنية ل[منتدى المعابر القزوينية] ومركز", "forum");
    let centre = s.or(
        "القزوينية و[مركز بيانات الشحن التابع لرابطة موانئ الشرق]، بمشاركة",
        "القزوينية و[مركز بيانات الشحن] التابع",
    );
    s.name(centre, "freight-centre");
    s.name("التابع ل[رابطة موانئ الشرق]، بمشاركة", "ports");
    s.name("وفود من [أذربيجان] وتركمانستان", "AZE");
    s.name("أذربيجان و[تركمانستان] وسلطنة", "TKM");
    s.name("وتركمانستان و[سلطنة عُمان].", "OMN");
    let title = ("title", "وقال [المدير] ساليموف", "Director");
    let director = s.person("المدير [ساليموف] في", "salimov", &[title]);
    let speaker = s.called("ولفت [المتحدث] إلى", &[s.or("salimov", "tursunbekov")]);
    if s.is_mira() {
        let fields = vec![ActorField::Confidence("low".into())];
        s.set_actor(&director, fields.clone());
        s.set_actor(&speaker, fields);
        s.remark(
            Some(&director),
            "links",
            "",
            "Nothing says which body he directs; kept apart until another article does.",
        );
    } else {
        let meant = s.ids_of(&["tursunbekov"]);
        let note = "The speech and “our country” are those of the head of the authority.";
        s.flag("المدير [ساليموف] في", "wrong_person", "تورسونبيكوف", "");
        s.set_actor(&director, vec![ActorField::Intended(meant), ActorField::Note(note.into())]);
    }
    let head = ("title", "البوسعيدي، [مديرة مركز بيانات الشحن]، بأن", "Director of the Freight Data Centre");
    s.person("ذكّرت [أحلام البوسعيدي]، مديرة", "busaidi", &[head]);
    s.name("مديرة [مركز بيانات الشحن]، بأن", "freight-centre");
    s.called("بأن [الدول الأعضاء] كانت", &["forum-members"]);
    s.name("ودعت [البوسعيدي] الأطراف", "busaidi");
    if s.is_mira() {
        s.called("البوسعيدي [الأطراف] إلى", &["forum-members"]);
    }
    s.name("وأعلنت [الهيئة الوطنية للمعابر] أنها", "kz-crossings");
    s.name("لموانئ [أذربيجان]، كما", "AZE");
    s.called("كما أبدت [الأمانة الفنية] استعدادها", &["forum-secretariat"]);
    s.name("أشار [تورسونبيكوف] إلى", "tursunbekov");
    s.called("عبر [المنتدى] ورابطة", &["forum"]);
    s.name("المنتدى و[رابطة موانئ الشرق]، وأن", "ports");
    s.called("وأن [الجانبين الكازاخستاني والأذربيجاني] سيواصلان", &["KAZ", "AZE"]);
}

fn agreements(s: &mut Scribe<'_>) {
    let days = s.or("أكتاو [يومي 4 و5 نوفمبر] هذا", "أكتاو يومي [4 و5 نوفمبر] هذا");
    let days = s.date(days, "2025-11-04/2025-11-05", "event_period", inferred("the year of publication"));
    let tomorrow = if s.is_mira() {
        let tomorrow = s.from("في بلدنا [غداً]، سيبيّن", "2025-11-05", "event", &days);
        s.remark(
            Some(&tomorrow),
            "value",
            "",
            "Said in the speech that opened the forum, so it counts from 4 November.",
        );
        let today = s.vague("الصغير [اليوم] أكثر", Reference::Present, "other");
        s.accept(Some(&today), 17, "It means nowadays, not the day of the speech.");
        tomorrow
    } else {
        let tomorrow = s.vague("في بلدنا [غداً]، سيبيّن", Reference::Future, "event");
        s.accept(Some(&tomorrow), 17, "On which of the two days he spoke is not said.");
        tomorrow
    };
    s.vague("خلال [السنوات الأخيرة]، بينما", Reference::Past, "historical");
    s.vague("أبرمت [قبل سنوات عدة] اتفاقية", Reference::Past, s.or("historical", "signing"));
    s.from("ختام [اليوم الأول]، أشار", "2025-11-04", "event", &days);

    if s.is_mira() {
        let forum = s.deal(&Deal {
            title: "Second Forum of Maritime Crossings",
            level: "activity",
            kind: "conference",
            status: "held",
            parties: vec![
                ("forum-secretariat", "igo", ""),
                ("freight-centre", "igo", ""),
                ("KAZ", "state", "host"),
                ("AZE", "state", ""),
                ("TKM", "state", ""),
                ("OMN", "state", ""),
            ],
            present: vec!["tursunbekov", "busaidi"],
            dates: vec![(DateOf::Held, s.slot(&days))],
            venue: Some(("Port of Aktau", "KAZ", "ويستضيف [ميناء أكتاو] يومي", Basis::Explicit)),
            topics: vec!["INFO", "TECH"],
            trigger: "[ويستضيف] ميناء",
            evidence: vec![(
                "[ويستضيف ميناء أكتاو يومي 4 و5 نوفمبر هذا الملتقى الذي تنظمه الأمانة الفنية لمنتدى المعابر القزوينية ومركز بيانات الشحن التابع لرابطة موانئ الشرق، بمشاركة وفود من أذربيجان وتركمانستان وسلطنة عُمان.]",
                &["kind", "parties", "held", "place", "roles"],
            )],
            ..Deal::default()
        });
        s.accept(Some(&forum), 30, "The port of Aktau is the host; the secretariat only arranges the forum.");
    }

    let convention = s.deal(&Deal {
        title: "Convention on data of goods in transit",
        kind: s.or("multilateral_treaty", "treaty"),
        status: "signed",
        background: true,
        parties: vec![("forum-members", "other", "")],
        parties_unknown: true,
        dates: vec![(DateOf::Signed, none(Basis::NotStated))],
        topics: vec!["INFO"],
        instrument: "عدة [اتفاقية بشأن بيانات البضائع العابرة]، لكنها",
        trigger: "كانت قد [أبرمت] قبل",
        evidence: vec![(
            "بأن [الدول الأعضاء كانت قد أبرمت قبل سنوات عدة اتفاقية بشأن بيانات البضائع العابرة]، لكنها",
            &["kind", "status", "parties"],
        )],
        ..Deal::default()
    });
    s.remark(Some(&convention), "parties", "", "Which states concluded it is not said.");
    let amends = [s.or("amends", "mentioned_with")];
    let protocol = s.deal(&Deal {
        title: "Additional protocol on electronic signatures",
        kind: s.or("protocol", "amendment"),
        status: "proposed",
        modality: "intended",
        parties: vec![("freight-centre", "igo", "proposer"), ("forum-members", "other", "")],
        parties_unknown: true,
        dates: vec![(DateOf::Signed, none(Basis::NotApplicable))],
        topics: vec!["INFO", "TECH"],
        instrument: "توقيع [بروتوكول إضافي] في",
        trigger: "[ودعت] البوسعيدي",
        evidence: vec![(
            "[ودعت البوسعيدي الأطراف إلى النظر في توقيع بروتوكول إضافي في الوقت المناسب، من دون أن تحدد موعداً لذلك.]",
            &["kind", "status", "roles", "modality"],
        )],
        relations: vec![(amends[0], &convention)],
        ..Deal::default()
    });
    s.remark(Some(&protocol), "topics", "", "The subject follows from the sentence before, on electronic signatures.");

    s.deal(&Deal {
        title: "Exercise “Crossing Secure 2025”",
        level: "activity",
        kind: "joint_exercise",
        status: "planned",
        modality: s.or("intended", "asserted"),
        parties: vec![("KAZ", "state", "host")],
        parties_unknown: true,
        dates: vec![(DateOf::Held, s.or(s.slot(&tomorrow), DateSlot::default()))],
        topics: vec!["EXERCISE"],
        trigger: "الذي [تنطلق] أولى",
        evidence: vec![(
            "أن [تمرين “المعبر-الآمن-2025″، الذي تنطلق أولى مراحله في بلدنا غداً]، سيبيّن",
            &["kind", "status", "held"],
        )],
        confidence: "medium",
        ..Deal::default()
    });

    s.deal(&Deal {
        title: "Trial digital window for the ports of Azerbaijan",
        level: "commitment",
        kind: "statement_of_intent",
        status: "expressed_intent",
        modality: "intended",
        parties: vec![("kz-crossings", "agency", s.or("provider", "")), ("AZE", "state", s.or("recipient", ""))],
        topics: vec!["TECH"],
        trigger: "أنها [تعتزم] فتح",
        evidence: vec![(
            "[وأعلنت الهيئة الوطنية للمعابر أنها تعتزم فتح نافذة رقمية تجريبية لموانئ أذربيجان]، كما",
            &["status", "parties", "modality"],
        )],
        ..Deal::default()
    });

    if !s.is_mira() {
        let four = s.quantity("other", "4", "languages", "إلى [أربع لغات]”");
        s.deal(&Deal {
            title: "Translation of the forms into four languages",
            level: "commitment",
            kind: "statement_of_intent",
            status: "expressed_intent",
            modality: "intended",
            parties: vec![("forum-secretariat", "igo", "provider")],
            parties_unknown: true,
            topics: vec!["INFO"],
            quantities: vec![Quantity { basis: Basis::Explicit, ..four }],
            trigger: "الفنية [استعدادها] لترجمة",
            evidence: vec![(
                "كما [أبدت الأمانة الفنية استعدادها لترجمة النماذج إلى أربع لغات]”",
                &["status", "parties", "quantities"],
            )],
            ..Deal::default()
        });
        let statement = s.deal(&Deal {
            title: "Joint statement of the forum",
            kind: "joint_statement",
            status: "unknown",
            modality: "negated",
            parties_unknown: true,
            instrument: "أي [بيان مشترك].",
            trigger: "[ولم يصدر] عن الملتقى",
            evidence: vec![("[ولم يصدر عن الملتقى أي بيان مشترك.]", &["kind", "status", "modality"])],
            ..Deal::default()
        });
        s.remark(Some(&statement), "modality", "", "Recorded because the article says that there is none.");
    }
}
