//! The readings of the Vietnamese article: a wish to sign, an earlier agreement without a day, two sides.

use glossator::core::annotation::{Basis, DateOf, DateSlot, Reference};
use glossator::core::intent::{ActorField, DateField, HeaderField};

use crate::scribe::{Deal, Scribe, inferred, none};

const YEAR: &str = "the year of publication";

pub fn read(s: &mut Scribe<'_>) {
    article(s);
    actors(s);
    agreements(s);
    s.done();
}

fn article(s: &mut Scribe<'_>) {
    s.title("2025-09 [Cục Cứu hộ đường thủy mở rộng phối hợp với Trung tâm Cứu nạn sông Mê Kông của Lào] 13/09", "vi");
    s.region(" [date 2025-09] Cục", "injected_metadata");
    s.region("[(Tin Sông Nước)-] Cục trưởng", "outlet_tag");
    let caption = "[Đoàn Việt Nam trao tặng áo phao cho đội cứu nạn Pakse. Ảnh: K.LÝĐoàn Việt Nam trao tặng áo phao cho \
                   đội cứu nạn Pakse. Ảnh: K.LÝ]";
    s.region(caption, "photo_caption");
    s.region("[Bình luận (0)]", "comment_form");
    if s.is_mira() {
        s.flag(caption, "duplicate_text", "", "the caption stands there twice without a space");
    }
    let passage = s.or("Lào [13/09/2025 08:05]", "Lào [13/09/2025] 08:05");
    let published = s.or("2025-09-13T08:05:00+07:00", "2025-09-13");
    let basis = s.or(inferred("the time zone is that of the publisher"), Basis::Explicit);
    let mark = s.date(passage, published, "publication", basis.clone());
    s.set_date(&mark, vec![DateField::Kind(s.or("time", "date").into())]);
    s.header(vec![
        HeaderField::Published(published.into()),
        HeaderField::PublishedBasis(basis),
        HeaderField::PublishedMention(Some(mark)),
        HeaderField::Publisher("Sông Nước".into()),
    ]);
}

fn actors(s: &mut Scribe<'_>) {
    s.name("2025-09 [Cục Cứu hộ đường thủy] mở rộng", "vn-rescue");
    let whole = "phối hợp với [Trung tâm Cứu nạn sông Mê Kông của Lào] 13/09";
    s.name(s.or(whole, "phối hợp với [Trung tâm Cứu nạn sông Mê Kông] của Lào 13/09"), "la-rescue");
    s.name("sông Mê Kông của [Lào] 13/09", "LAO");
    let director = ("title", "Nước)- [Cục trưởng] Đỗ", "Director General");
    s.person("Cục trưởng [Đỗ Khắc Vịnh] và bà", "vinh", &[director]);
    let title = "Sengsavat, [Phó Giám đốc Trung tâm Cứu nạn sông Mê Kông của Lào], đã";
    let deputy = ("title", title, "Deputy Director of the Mekong Rescue Centre of Laos");
    let titles = s.or(vec![deputy, ("honorific", "và [bà] Bounthavy", "Mrs")], vec![deputy]);
    s.person("và bà [Bounthavy Sengsavat], Phó", "sengsavat", &titles);
    s.name("Phó Giám đốc [Trung tâm Cứu nạn sông Mê Kông của Lào], đã", "la-rescue");
    s.name("Mê Kông của [Lào], đã", "LAO");
    let title = "Vịnh, [Cục trưởng Cục Cứu hộ đường thủy Việt Nam], cùng";
    let director = ("title", title, "Director General of the Waterway Rescue Department of Vietnam");
    let titles = s.or(vec![director, ("honorific", "Pakse, [ông] Đỗ", "Mr")], vec![director]);
    s.person("ông [Đỗ Khắc Vịnh], Cục", "vinh", &titles);
    s.name("Cục trưởng [Cục Cứu hộ đường thủy Việt Nam], cùng", "vn-rescue");
    s.name("đường thủy [Việt Nam], cùng", "VNM");
    if s.is_mira() {
        s.called("cùng [đoàn công tác] đã", &["vn-rescue"]);
    }
    s.name("lãnh đạo [Trung tâm Cứu nạn sông Mê Kông của nước Cộng hòa Dân chủ Nhân dân Lào].", "la-rescue");
    s.name("của nước [Cộng hòa Dân chủ Nhân dân Lào].", "LAO");
    s.called("đội tình nguyện [hai nước].", &["VNM", "LAO"]);
    let titles = s.or(vec![("honorific", "[Bà] Bounthavy Sengsavat cho", "Mrs")], Vec::new());
    s.person("Bà [Bounthavy Sengsavat] cho rằng", "sengsavat", &titles);
    let sides = s.or(["vn-rescue", "la-rescue"], ["VNM", "LAO"]);
    s.called("trong khi [hai bên] vẫn", &sides);
    if s.is_mira() {
        s.actor("Theo [bà], Trung tâm", "pronoun", &["sengsavat"]);
    }
    s.called("Theo bà, [Trung tâm] và", &["la-rescue"]);
    s.called("Trung tâm và [Cục] cần sớm", &["vn-rescue"]);
    s.called("Trước đó, [hai nước] đã ký", &["VNM", "LAO"]);
    let titles = s.or(vec![("honorific", "[Ông] Đỗ Khắc Vịnh nhắc", "Mr")], Vec::new());
    s.person("Ông [Đỗ Khắc Vịnh] nhắc lại", "vinh", &titles);
    s.called("Ông cho biết [Cục] sẽ", &["vn-rescue"]);
    let guests = s.called("và mời [phía Lào] dự", &[s.or("la-rescue", "LAO")]);
    s.set_actor(&guests, vec![ActorField::Confidence("medium".into())]);
    if s.is_mira() {
        s.called("bóng chuyền của [Cục] đã", &["vn-rescue"]);
    }
    s.called("[Hai cơ quan] cũng nhất trí", &["vn-rescue", "la-rescue"]);
    s.called("Thời gian tới, [hai bên] sẽ", &["vn-rescue", "la-rescue"]);
}

fn agreements(s: &mut Scribe<'_>) {
    let day = s.date("[Ngày 12-9], tại", "2025-09-12", "event", inferred(YEAR));
    s.set_date(&day, vec![DateField::OtherReadings(vec!["2025-12-09".into()])]);
    let week = s.date("từ [ngày 10 đến 12-9] với", "2025-09-10/2025-09-12", "event_period", inferred(YEAR));
    s.date(s.or("trận lũ [năm 1978], khi", "lũ năm [1978], khi"), "1978", "historical", Basis::Explicit);
    let course = s.date("dự kiến [5-8/10], và", "2025-10-05/2025-10-08", "event_period", inferred(YEAR));
    let games = s.date("vào [đầu tháng Mười Một].", "2025-11", "event", inferred(YEAR));
    s.set_date(&games, vec![DateField::Modifier("start".into())]);
    s.from("[Chiều cùng ngày], đội", "2025-09-12", "event", &day);
    let years = s.date("trong giai đoạn [2025–2027]. Thời", "2025/2027", "validity", Basis::Explicit);
    s.set_date(&years, vec![DateField::Kind("duration".into())]);
    let soon = s.vague("[Thời gian tới], hai bên", Reference::Future, "other");
    s.set_date(&soon, vec![DateField::Note("when the two sides mean to talk".into())]);

    let both = vec![("vn-rescue", "agency", ""), ("la-rescue", "agency", "")];
    let present = vec!["vinh", "sengsavat"];
    let venue = || Some(("Pakse", "LAO", "tại [Pakse], ông", inferred("where the talks were held")));
    let memorandum = s.deal(&Deal {
        title: "Memorandum on sharing water-level data",
        kind: "memorandum",
        status: "proposed",
        modality: "intended",
        parties: vec![("la-rescue", "agency", s.or("proposer", "")), ("vn-rescue", "agency", "")],
        dates: vec![(DateOf::Signed, none(Basis::NotApplicable)), (DateOf::Held, s.slot(&day))],
        venue: venue(),
        topics: vec!["INFO", "EMERGENCY"],
        instrument: "ký kết [Bản ghi nhớ về chia sẻ số liệu mực nước], trong",
        trigger: "và Cục [cần sớm tiến tới ký kết] Bản",
        evidence: vec![(
            "Theo bà, [Trung tâm và Cục cần sớm tiến tới ký kết Bản ghi nhớ về chia sẻ số liệu mực nước, trong đó \
             nêu rõ ai báo, báo lúc nào và báo bằng tiếng gì].",
            &["kind", "status", "parties", "topics", "modality"],
        )],
        ..Deal::default()
    });
    s.remark(Some(&memorandum), "status", "", "“cần … ký kết” is a wish, not a signature.");
    if s.is_mira() {
        s.remark(Some(&memorandum), "parties.role", "", "It is the deputy director of the centre who asks for it.");
    }

    let passage = "Trước đó, [hai nước đã ký Thỏa thuận về tìm kiếm, cứu nạn trên các đoạn sông biên giới].";
    let basis: (&str, &[&str]) =
        ("[Đây là cơ sở để ca nô cứu hộ của bên này được vào vùng nước của bên kia khi có yêu cầu.]", &["status"]);
    let earlier = s.deal(&Deal {
        title: "Agreement on search and rescue on the border stretches of the river",
        kind: "intergovernmental_agreement",
        status: s.or("signed", "in_force"),
        background: true,
        parties: vec![("VNM", "state", ""), ("LAO", "state", "")],
        dates: vec![(DateOf::Signed, none(Basis::NotStated))],
        topics: s.or(vec!["EMERGENCY"], vec!["EMERGENCY", "BORDER"]),
        instrument: "đã ký [Thỏa thuận về tìm kiếm, cứu nạn trên các đoạn sông biên giới].",
        trigger: "hai nước [đã ký] Thỏa",
        evidence: s.or(vec![(passage, &["kind", "status", "parties"])], vec![(passage, &["kind", "parties"]), basis]),
        ..Deal::default()
    });
    if !s.is_mira() {
        s.remark(Some(&earlier), "status", "", "It is applied today: boats may enter on request.");
    }

    let people = s.or("trainees", "officers");
    let people = s.quantity(people, "4", "instructors", "sẽ cử [4 huấn luyện viên] sang");
    let diving = s.deal(&Deal {
        title: "Diving course in Pakse",
        level: "activity",
        kind: "training_held",
        status: "planned",
        modality: "intended",
        parties: vec![("vn-rescue", "agency", s.or("recipient", "")), ("la-rescue", "agency", "host")],
        dates: vec![(DateOf::Held, s.slot(&course))],
        venue: Some(("Pakse", "LAO", "sang [Pakse] dự khóa", Basis::Explicit)),
        topics: vec!["TRAIN", "EMERGENCY"],
        quantities: vec![people],
        trigger: "viên sang Pakse [dự khóa tập huấn lặn], dự",
        evidence: vec![(
            "Ông cho biết [Cục sẽ cử 4 huấn luyện viên sang Pakse dự khóa tập huấn lặn, dự kiến 5-8/10], và",
            &["kind", "status", "held", "quantities", "roles"],
        )],
        confidence: "medium",
        ..Deal::default()
    });
    s.remark(Some(&diving), "parties", "", "That the centre holds the course is inferred from the place.");

    s.deal(&Deal {
        title: "Contact point on duty day and night",
        level: "commitment",
        kind: s.or("agreement_in_principle", "institutional_link"),
        status: "agreed",
        parties: both.clone(),
        present,
        dates: vec![(DateOf::Held, s.slot(&day)), (DateOf::Validity, s.slot(&years))],
        term: DateSlot::of("P3Y", inferred("three calendar years"), Some(years.clone())),
        venue: venue(),
        topics: vec!["INFO", "EMERGENCY"],
        trigger: "Hai cơ quan cũng [nhất trí] lập",
        evidence: vec![(
            "[Hai cơ quan cũng nhất trí lập một đầu mối liên lạc trực 24/24 giờ, hoạt động trong giai đoạn 2025–2027.]",
            &["status", "parties", "validity"],
        )],
        ..Deal::default()
    });
    if !s.is_mira() {
        s.deal(&Deal {
            title: "Shared radio frequencies",
            level: "commitment",
            kind: "operational_cooperation",
            status: "expressed_intent",
            modality: "intended",
            parties: both,
            topics: vec!["TECH"],
            trigger: "hai bên [sẽ bàn] về",
            evidence: vec![(
                "[Thời gian tới, hai bên sẽ bàn về việc dùng chung tần số vô tuyến.]",
                &["status", "parties"],
            )],
            confidence: "low",
            note: "Only talks are announced; a strict reader leaves it out.",
            ..Deal::default()
        });
    }
    s.accept(Some(&week), 13, "The day of publication, 13/09, shows that the day stands first.");
    s.accept(Some(&course), 15, "Planned: “dự kiến”.");
    s.accept(Some(&games), 15, "An invitation to something that is still to come.");
}
