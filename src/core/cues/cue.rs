//! What a cue is: the kinds of words a table holds, and what they mean.

/// Says what a phrase of a table stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    Month(u8),
    Weekday(Weekday),
    ShortWeekday(Weekday),
    Before(Unit),
    After(Unit),
    Relative(&'static str, Relative),
    Intent(Intent),
    SigningVerb,
    SigningNoun,
    WillSign,
    Signed,
    Done,
    Afterwards,
    Towards(Direction),
    Passive,
    Stop,
}

/// Says what the subject of a sentence does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// It gives something: trains, equips, pays.
    Gives,
    /// It is given something.
    Receives,
    /// It lends the place.
    Hosts,
}

/// Names the order in which the parts of a number date stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberOrder {
    /// 14.5.2019; without a year 14.5.
    DayMonthYear,
    /// 5/14/2019; without a year 5/14.
    MonthDayYear,
    /// 2019-5-14; without a year 5-14.
    YearMonthDay,
}

/// Names a day of the week, Monday first as in ISO 8601.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl Weekday {
    /// Lists the days from Monday to Sunday.
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// Gives the English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Monday => "Monday",
            Self::Tuesday => "Tuesday",
            Self::Wednesday => "Wednesday",
            Self::Thursday => "Thursday",
            Self::Friday => "Friday",
            Self::Saturday => "Saturday",
            Self::Sunday => "Sunday",
        }
    }
}

/// Says which day a relative word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relative {
    /// Counts whole days from the day of speaking or writing: today is 0, yesterday −1.
    FromSpeech(i8),
    /// Counts whole days from a day the text has named: the same day is 0, the day before −1.
    FromNamedDay(i8),
    /// Means the present without naming a day: now, nowadays.
    Now,
}

/// Names what a marker word calls a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Month,
    Year,
    Hour,
}

/// Says where a word of intent may stand, seen from the word for signing; one bit a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Intent(u8);

impl Intent {
    pub(super) const BEFORE: Self = Self(1);
    pub(super) const RIGHT_BEFORE: Self = Self(2);
    pub(super) const AFTER_NOUN: Self = Self(4);
    pub(super) const RIGHT_AFTER: Self = Self(8);

    /// Tells whether the word may stand in one of some places.
    pub(super) fn has(self, place: Self) -> bool {
        self.0 & place.0 != 0
    }

    /// Gives the places of both.
    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
