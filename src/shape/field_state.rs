//! The draft of a field while it is on the screen: its text, where it began, and how it is set.

use std::sync::Arc;

use egui::Rect;
use parley::fontique::Language;
use parley::{Generation, PlainEditor, StyleProperty};

use super::fonts::{Family, Fonts, Style, properties};
use super::shaped::Shaped;

/// The state of one field while it is on the screen.
pub(super) struct FieldState {
    pub editor: PlainEditor<()>,
    pub family: Family,
    /// The language its text is set in.
    language: Option<Language>,
    /// How its text is set, and of which state of the editor that holds.
    shaped: Option<(Generation, Arc<Shaped>)>,
    /// The value the draft began from.
    pub base: String,
    /// The draft that was given from outside.
    kept: Option<String>,
    /// Tab does not lead away: the draft cannot be taken.
    pub holds_tab: bool,
    pub focused: bool,
    /// Horizontal scroll of a single line, in points.
    pub scroll: f32,
    setup: (u32, u32, u32),
    pub last_seen: u64,
}

impl FieldState {
    /// Begins a draft from a value.
    pub fn new(style: Style, value: &str) -> Self {
        let mut editor = PlainEditor::new(style.size);
        for property in properties(style) {
            editor.edit_styles().insert(property);
        }
        editor.set_text(value);
        Self {
            editor,
            family: style.family,
            language: None,
            shaped: None,
            base: value.to_owned(),
            kept: None,
            holds_tab: false,
            focused: false,
            scroll: 0.0,
            setup: (0, 0, 0),
            last_seen: 0,
        }
    }

    /// Takes over a draft from before, or lets go of it; what is being typed goes on.
    pub fn keep(&mut self, kept: Option<&str>) {
        if self.kept.as_deref() == kept {
            return;
        }
        let text = self.text();
        let shown = self.kept.as_ref() == Some(&text);
        match kept {
            Some(kept) if text != kept && (shown || text == self.base) => self.editor.set_text(kept),
            None if shown => self.editor.set_text(&self.base),
            _ => {}
        }
        self.kept = kept.map(str::to_owned);
    }

    /// Lets a draft go that is kept elsewhere, where the value has changed under it.
    pub fn give_way(&mut self, value: &str, outdated: Option<&str>) {
        if self.base != value && outdated.is_some_and(|outdated| outdated == self.text()) {
            self.editor.set_text(&self.base);
        }
    }

    /// Takes over a changed value and a changed size, unless a draft is being typed.
    pub fn prepare(
        &mut self,
        value: &str,
        style: Style,
        setup: (u32, u32, u32),
        width: Option<f32>,
        scale: f32,
        focused: bool,
    ) {
        if self.setup != setup {
            self.setup = setup;
            self.editor.set_scale(scale);
            self.editor.set_width(width.map(|points| points * scale));
            for property in properties(style) {
                self.editor.edit_styles().insert(property);
            }
        }
        let untouched = self.text() == self.base;
        if self.base != value && (!focused || untouched) {
            value.clone_into(&mut self.base);
            if self.kept.is_none() {
                self.editor.set_text(value);
            }
        }
    }

    /// Gives the draft.
    pub fn text(&self) -> String {
        self.editor.text().to_string()
    }

    /// Gives the text as it is set; worked out anew only where something has changed.
    pub fn layout(&mut self, fonts: &mut Fonts, scale: f32) -> Arc<Shaped> {
        let family = self.family;
        let language = fonts.language_of(self.editor.raw_text());
        if self.language != language {
            self.language = language;
            self.editor.edit_styles().insert(StyleProperty::Locale(language));
        }
        let (contexts, layouts) = fonts.contexts(self.editor.raw_text(), family);
        self.editor.refresh_layout(contexts, layouts);
        let generation = self.editor.generation();
        if let Some((known, shaped)) = &self.shaped
            && *known == generation
        {
            return shaped.clone();
        }
        let text = self.editor.raw_text().to_owned();
        let (contexts, layouts) = fonts.contexts(&text, family);
        let layout = self.editor.layout(contexts, layouts);
        let shaped = Arc::new(Shaped::from_layout(layout, &text, scale));
        self.shaped = Some((generation, shaped.clone()));
        shaped
    }

    /// Scrolls a single line so that the caret is in sight; a right-to-left text rests at its right end.
    pub fn follow(&mut self, content: &Shaped, caret: Option<Rect>, room: f32) {
        let (left, right) = content.lines.first().map_or((0.0, 0.0), |line| (line.left, line.right));
        let fits = right - left <= room;
        let rest = if content.rtl { right - room } else { 0.0 };
        match caret {
            Some(caret) if !fits => {
                if caret.left() < self.scroll {
                    self.scroll = caret.left();
                } else if caret.right() > self.scroll + room {
                    self.scroll = caret.right() - room;
                }
            }
            _ => self.scroll = rest,
        }
    }
}
