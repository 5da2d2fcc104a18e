// The switch between light and dark, the keys, copying, and search while one types. Everything else works without it.
(function () {
  'use strict';
  var root = document.documentElement;

  function stored() {
    try { return localStorage.getItem('theme'); } catch (e) { return null; }
  }

  function store(theme) {
    try { localStorage.setItem('theme', theme); } catch (e) { /* it is forgotten with the page */ }
  }

  if (stored()) { root.dataset.theme = stored(); }

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  }

  function switchTheme() {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    store(root.dataset.theme);
  }

  function copy(button) {
    var text = button.closest('figure').querySelector('pre').textContent;
    function done() {
      button.textContent = 'Copied';
      setTimeout(function () { button.textContent = 'Copy'; }, 1500);
    }
    navigator.clipboard.writeText(text).then(done, function () {
      var range = document.createRange();
      range.selectNodeContents(button.closest('figure').querySelector('pre'));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    });
  }

  function isTyping(target) {
    return target.matches('input, textarea, select') || target.isContentEditable;
  }

  // Up and down walk through what was found; from the first one, up leads back to the words.
  function walk(step) {
    var found = Array.from(document.querySelectorAll('.results li > a'));
    var at = found.indexOf(document.activeElement);
    if (found.length === 0) { return; }
    if (at + step < 0) { document.getElementById('q').focus(); } else { found[Math.min(at + step, found.length - 1)].focus(); }
  }

  function pressed(event) {
    var search = document.getElementById('q');
    if (event.key === 'Escape' && event.target === search) {
      search.blur();
    } else if (event.key === '/' && !isTyping(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && document.querySelector('.results')
        && (event.target === search || event.target.closest('.results'))) {
      event.preventDefault();
      walk(event.key === 'ArrowDown' ? 1 : -1);
    }
  }

  document.addEventListener('keydown', pressed);
  document.addEventListener('DOMContentLoaded', function () {
    var search = document.getElementById('q');
    document.getElementById('theme').addEventListener('click', switchTheme);
    document.addEventListener('click', function (event) {
      if (event.target.matches('button.copy')) { copy(event.target); }
    });
    if (document.getElementById('found') && window.htmx) {
      search.setAttribute('hx-get', '/search');
      search.setAttribute('hx-trigger', 'input changed delay:120ms');
      search.setAttribute('hx-target', '#found');
      search.setAttribute('hx-select', '#found');
      search.setAttribute('hx-swap', 'outerHTML');
      search.setAttribute('hx-sync', 'this:replace');
      search.setAttribute('hx-replace-url', 'true');
      window.htmx.process(search);
    }
  });
})();
