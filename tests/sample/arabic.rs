//! The readings of the first Arabic article: a clock on the page, an earlier agreement, a protocol without a day.

use glossator::core::annotation::{Anchor, Basis, DateOf, Reference};
use glossator::core::intent::{DateField, HeaderField};

use crate::scribe::{Deal, Scribe, inferred, none};

pub fn read(s: &mut Scribe<'_>) {
    article(s);
    actors(s);
    agreements(s);
    s.done();
}

fn article(s: &mut Scribe<'_>) {
    s.title("الشبراخيتى\n\n[رئيس هيئة مياه الواحات يزور تونس لبحث ترشيد مياه الرى]", "ar");
    s.region("[بوابة الواحات | رئيس هيئة مياه الواحات يزور تونس لبحث ترشيد مياه الرى]", "page_title");
    s.region(
        "[مسئولة تونسية تشيد بتجربة هيئة مياه الواحات فى قياس المياه الجوفيةوصل المهندس رأفت الدمنه]",
        "meta_description",
    );
    s.region("الدمنه\n\n[بوابة الواحات]\n", "site_name");
    s.region("[رئيس مجلس الإدارة\nسهير القماطى\nرئيس التحرير\nعادل الشبراخيتى]", "masthead");
    s.region("[أخبار متعلقة]", "related_heading");
    s.flag("[وصل المهندس رأفت الدمنه]\n", "truncated", "الدمنهورى", "cut off inside the name");
    s.header(vec![HeaderField::Publisher("بوابة الواحات".into())]);
    let clock = "[الأربعاء 12 فبراير 2025 - 09:17]";
    let reason = "a clock in the head of the page; it may show when the page was loaded";
    if s.is_mira() {
        s.region(clock, "page_clock");
        s.header(vec![HeaderField::PublishedBasis(Basis::NotStated)]);
        s.remark(None, "published", "not_stated", "The clock above the masthead is no proof of the day.");
    } else {
        let published = "2025-02-12T09:17:00+02:00";
        let mark = s.date(clock, published, "publication", inferred(reason));
        s.set_date(&mark, vec![DateField::Kind("time".into()), DateField::Confidence("low".into())]);
        s.header(vec![
            HeaderField::Published(published.into()),
            HeaderField::PublishedBasis(inferred(reason)),
            HeaderField::PublishedMention(Some(mark)),
        ]);
    }
}

fn actors(s: &mut Scribe<'_>) {
    s.called("الشبراخيتى\n\n[رئيس هيئة مياه الواحات] يزور", &["damanhouri"]);
    s.name("الشبراخيتى\n\nرئيس [هيئة مياه الواحات] يزور", "eg-oases");
    s.name("الشبراخيتى\n\nرئيس هيئة مياه الواحات يزور [تونس] لبحث", "TUN");
    s.called("[مسئولة تونسية] تُشيد", &["qalai"]);
    s.adjective("مسئولة [تونسية] تُشيد", "TUN");
    s.name("تُشيد بتجربة [هيئة مياه الواحات] فى", "eg-oases");
    let head = (
        "title",
        "الدمنهورى  [رئيس الهيئة القومية لمياه الواحات] إلى",
        "Head of the National Authority for the Water of the Oases",
    );
    let titles = s.or(vec![head, ("honorific", "وصل [المهندس]  رأفت", "Engineer")], vec![head]);
    s.person("المهندس  [رأفت الدمنهورى]  رئيس", "damanhouri", &titles);
    s.name("رئيس [الهيئة القومية لمياه الواحات] إلى", "eg-oases");
    s.called("على رأس [وفد فنى] ،", &["eg-oases-delegation"]);
    let head = ("title", "القلعى- [مديرة ديوان مياه الجنوب] ،", "Director of the Office for the Water of the South");
    let titles = s.or(vec![head, ("honorific", "لدعوة [السيدة]  منيرة", "Mrs")], vec![head]);
    s.person("السيدة  [منيرة القلعى]- مديرة", "qalai", &titles);
    s.name("مديرة [ديوان مياه الجنوب] ،", "tn-south");
    s.called("مُهندسى [الديوان] والملحق", &["tn-south"]);
    s.called(s.or("و[الملحق الزراعى المصرى لدى الجمهورية التونسية].", "و[الملحق الزراعى المصرى] لدى"), &["eg-attache"]);
    s.adjective("الزراعى [المصرى] لدى", "EGY");
    s.name("لدى [الجمهورية التونسية].", "TUN");
    s.name("وأعرب [الدمنهورى] عن", "damanhouri");
    s.name("تقديره ل[تونس] حكومةً", "TUN");
    s.name("أن ل[مصر] وتونس", "EGY");
    s.name("لمصر و[تونس] تاريخاً", "TUN");
    s.called("المُوقع بين [البلدين] عام", &["EGY", "TUN"]);
    s.called("عقد [رئيس الهيئة] جلسة", &["damanhouri"]);
    s.called("عقد رئيس [الهيئة] جلسة", &["eg-oases"]);
    s.called("مع [نظيرته التونسية] بمقر", &["qalai"]);
    s.adjective("نظيرته [التونسية] بمقر", "TUN");
    s.name("بمقر [ديوان مياه الجنوب] ، استعرض", "tn-south");
    let sides = s.or(["eg-oases", "tn-south"], ["EGY", "TUN"]);
    s.called("خلالها [الجانبان] أعمال", &sides);
    s.called("تعاون بين [الهيئة] والديوان", &["eg-oases"]);
    s.called("الهيئة و[الديوان] فى مجال", &["tn-south"]);
    s.called("مُراجعتها من [وزارتى الرى فى البلدين].", &["eg-irrigation", "tn-irrigation"]);
    s.called("وزارتى الرى فى [البلدين].", &["EGY", "TUN"]);
    s.name("وقالت [القلعى] إن", "qalai");
    s.called("مُضيفةً أن [الديوان] سيُرسل", &["tn-south"]);
    s.called("تفقد [الوفد المصرى] محطة", &["eg-oases-delegation"]);
    s.adjective("الوفد [المصرى] محطة", "EGY");
    s.name("ومن جهته أكد [الدمنهورى] أن", "damanhouri");
    s.called("وأن [الهيئة] ستُتيح", &["eg-oases"]);
    s.name("بيانات الآبار ل[ديوان مياه الجنوب] ولجامعات", "tn-south");
    s.called("ولجامعات [البلدين].", &["EGY", "TUN"]);
}

fn agreements(s: &mut Scribe<'_>) {
    let founded = s.date(s.or("البلدين [عام 1997] فتح", "عام [1997] فتح"), "1997", "historical", Basis::Explicit);
    let years = s.date("لمُدة [ثلاث سنوات].", "P3Y", "validity", Basis::Explicit);
    s.set_date(&years, vec![DateField::Kind("duration".into())]);
    s.vague("تُوقع [لاحقاً] مُذكرة", Reference::Future, "signing");
    let month = if s.is_mira() {
        s.vague("فى [مطلع الشهر القادم] ثلاثة", Reference::Future, "event")
    } else {
        let month = s.relative("فى [مطلع الشهر القادم] ثلاثة", "2025-03", "event");
        s.set_date(&month, vec![DateField::Modifier("start".into())]);
        month
    };
    if s.is_mira() {
        let day = s.vague("فى [اليوم ذاته] تفقد", Reference::Past, "event");
        s.set_date(&day, vec![DateField::Note("the day of the session, which the article does not date".into())]);
        s.vague("الفلاح [اليوم] هو", Reference::Present, "other");
    } else {
        let day = s.date("فى [اليوم ذاته] تفقد", "2025-02", "event", inferred("the month of the page"));
        s.set_date(&day, vec![DateField::Confidence("low".into())]);
    }

    let states = vec![("EGY", "state", ""), ("TUN", "state", "")];
    let both = vec![("eg-oases", "agency", ""), ("tn-south", "agency", "")];
    s.deal(&Deal {
        title: "Framework agreement of 1997",
        kind: "intergovernmental_agreement",
        status: "signed",
        background: true,
        parties: states,
        dates: vec![(DateOf::Signed, s.slot(&founded))],
        topics: vec!["GENERAL"],
        instrument: "وأن [الاتفاق الإطارى] المُوقع",
        trigger: "الإطارى [المُوقع] بين",
        evidence: vec![(
            "وأن [الاتفاق الإطارى المُوقع بين البلدين عام 1997 فتح الباب أمام تبادل البذور والخُبراء].",
            &["kind", "status", "parties", "signed"],
        )],
        ..Deal::default()
    });

    let signed = s.or(
        none(Basis::NotStated),
        glossator::core::annotation::DateSlot::of("2025-02", inferred("the month of the page"), None),
    );
    let protocol = s.deal(&Deal {
        title: "Protocol on the metering of groundwater",
        kind: "protocol",
        status: "signed",
        parties: both.clone(),
        present: vec!["damanhouri", "qalai"],
        dates: vec![(DateOf::Signed, signed)],
        term: s.slot(&years),
        venue: Some((
            "Headquarters of the Office for the Water of the South",
            "TUN",
            "[مقر ديوان مياه الجنوب] ، استعرض",
            inferred("where the session was held"),
        )),
        topics: vec!["TECH", "INFO"],
        instrument: "على [بروتوكول تعاون بين الهيئة والديوان فى مجال قياس المياه الجوفية] ،",
        trigger: "جرى [التوقيع] على",
        evidence: vec![(
            "[وعقب الجلسة جرى التوقيع على بروتوكول تعاون بين الهيئة والديوان فى مجال قياس المياه الجوفية ، على أن يُعمل به لمُدة ثلاث سنوات.]",
            &["kind", "status", "parties", "term", "topics"],
        )],
        note: "“The signing took place”: who signed is not said.",
        ..Deal::default()
    });
    s.remark(Some(&protocol), "signatories", "not_stated", "");
    if s.is_mira() {
        s.remark(
            Some(&protocol),
            "dates.signed",
            "",
            "After the session, which the article does not date; not the day of the page clock.",
        );
    }

    s.deal(&Deal {
        title: "Memorandum on the training of technicians",
        kind: "memorandum",
        status: s.or("proposed", "expressed_intent"),
        modality: "intended",
        parties: both,
        dates: vec![(DateOf::Signed, none(Basis::NotApplicable))],
        topics: vec!["TRAIN"],
        instrument: "لاحقاً [مُذكرة أخرى بشأن تدريب الفنيين] ،",
        trigger: "أن [تُوقع] لاحقاً",
        evidence: vec![(
            "[ومن المُقرر أن تُوقع لاحقاً مُذكرة أخرى بشأن تدريب الفنيين ، بعد مُراجعتها من وزارتى الرى فى البلدين.]",
            &["kind", "status", "topics", "modality"],
        )],
        confidence: "medium",
        ..Deal::default()
    });

    if s.is_mira() {
        let three = s.quantity("other", "3", "researchers", "القادم [ثلاثة من باحثيه] للقاهرة");
        let visit = s.deal(&Deal {
            title: "Three researchers to be sent to Cairo",
            level: "commitment",
            kind: "exchange",
            status: "expressed_intent",
            modality: "intended",
            parties: vec![("tn-south", "agency", "")],
            parties_unknown: true,
            topics: vec!["RESEARCH"],
            quantities: vec![three],
            trigger: "الديوان [سيُرسل] فى",
            evidence: vec![(
                "[أن الديوان سيُرسل فى مطلع الشهر القادم ثلاثة من باحثيه للقاهرة].",
                &["status", "parties", "quantities"],
            )],
            confidence: "medium",
            ..Deal::default()
        });
        s.remark(Some(&visit), "parties", "", "Who receives them in Cairo is not said.");
    }

    let data = s.deal(&Deal {
        title: "Access to well data",
        level: "commitment",
        kind: "exchange",
        status: "expressed_intent",
        modality: "intended",
        parties: vec![("eg-oases", "agency", "provider"), ("tn-south", "agency", "recipient")],
        topics: vec!["INFO"],
        trigger: "الهيئة [ستُتيح] بيانات",
        evidence: vec![(
            "[وأن الهيئة ستُتيح بيانات الآبار لديوان مياه الجنوب ولجامعات البلدين].",
            &["status", "parties", "roles"],
        )],
        confidence: s.or("high", "medium"),
        ..Deal::default()
    });
    s.remark(Some(&data), "dates.held", "not_stated", "");
    if !s.is_mira() {
        s.set_date(&month, vec![DateField::Anchor(Some(Anchor::Published))]);
        s.accept(Some(&month), 15, "A visit that is announced for the month after.");
    }
}
