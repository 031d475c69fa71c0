//! Named steps that can be taken back and made again, without limit and across articles.

use super::workspace::{ApplyError, ArticleKey, Edit, Workspace};

/// One step a person can read and take back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What was done, e.g. "Mark Wang Xiaohong as actor".
    pub name: String,
    /// The edits, in the order they were applied.
    pub edits: Vec<Edit>,
}

impl Step {
    /// Gives the article to show after the step was taken back or made again.
    #[must_use]
    pub fn article(&self) -> Option<&ArticleKey> {
        self.edits.iter().find_map(|edit| edit.article.as_ref())
    }
}

/// Holds all steps since the start; those behind `done` have been taken back.
#[derive(Clone, Debug, Default)]
pub struct History {
    steps: Vec<Step>,
    done: usize,
}

impl History {
    /// Applies a new step. Steps that had been taken back are forgotten.
    ///
    /// # Errors
    /// Says which edit did not fit; nothing has then changed.
    pub fn commit(&mut self, workspace: &mut Workspace, step: Step) -> Result<(), ApplyError> {
        workspace.apply(&step.edits)?;
        self.steps.truncate(self.done);
        self.steps.push(step);
        self.done += 1;
        Ok(())
    }

    /// Takes the last step back and returns it; nothing if there is none.
    ///
    /// # Errors
    /// Says which edit did not fit; nothing has then changed.
    pub fn undo(&mut self, workspace: &mut Workspace) -> Result<Option<Step>, ApplyError> {
        let Some(step) = self.done.checked_sub(1).and_then(|at| self.steps.get(at)) else {
            return Ok(None);
        };
        let inverse: Vec<Edit> = step.edits.iter().rev().map(Edit::inverse).collect();
        workspace.apply(&inverse)?;
        self.done -= 1;
        Ok(Some(step.clone()))
    }

    /// Makes the next step again and returns it; nothing if there is none.
    ///
    /// # Errors
    /// Says which edit did not fit; nothing has then changed.
    pub fn redo(&mut self, workspace: &mut Workspace) -> Result<Option<Step>, ApplyError> {
        let Some(step) = self.steps.get(self.done) else {
            return Ok(None);
        };
        workspace.apply(&step.edits)?;
        self.done += 1;
        Ok(Some(step.clone()))
    }

    /// Names the step that undo would take back.
    #[must_use]
    pub fn undo_name(&self) -> Option<&str> {
        self.done.checked_sub(1).and_then(|at| self.steps.get(at)).map(|step| step.name.as_str())
    }

    /// Names the step that redo would make again.
    #[must_use]
    pub fn redo_name(&self) -> Option<&str> {
        self.steps.get(self.done).map(|step| step.name.as_str())
    }

    /// Counts the steps that undo could take back.
    #[must_use]
    pub fn len(&self) -> usize {
        self.done
    }

    /// Tells whether there is nothing to take back.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.done == 0
    }
}
