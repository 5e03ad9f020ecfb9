//! Using the site without a pointer: everything must be reachable with Tab.

use fantoccini::key::Key;

use super::driver::Browser;

/// The most stops between two elements on a page; the longest form that tests fill in has fewer.
const MOST_STOPS: usize = 250;

impl Browser {
    /// Presses Tab until an element has the focus.
    pub async fn tab_to(&self, selector: &str) {
        let is_there = format!("document.activeElement.matches('{selector}')");
        for _ in 0..MOST_STOPS {
            self.press(&Key::Tab).await;
            if self.value(&is_there).await == true {
                return;
            }
        }
        panic!("Tab doesn’t lead to {selector} on {}", self.path().await);
    }

    /// Goes to a link or a button, and presses Enter.
    pub async fn enter(&self, selector: &str) {
        self.tab_to(selector).await;
        self.press(&Key::Enter).await;
    }

    /// Goes to an input, and replaces its text.
    pub async fn fill(&self, selector: &str, text: &str) {
        self.tab_to(selector).await;
        self.retype(text).await;
    }

    /// Replaces the text of the focused input.
    pub async fn retype(&self, text: &str) {
        self.press(&(Key::Control + "a" + &Key::Null + text)).await;
    }

    /// Goes to a select, and types the beginning of an option.
    pub async fn choose(&self, selector: &str, start: &str) {
        self.tab_to(selector).await;
        self.press(start).await;
    }

    /// Waits until the element with an id has the focus.
    pub async fn has_focus(&self, id: &str) {
        self.expect("document.activeElement.id", id).await;
    }
}
