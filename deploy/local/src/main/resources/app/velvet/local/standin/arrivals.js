'use strict';

const names = {MAIL: 'Mail', SMS: 'SMS', PUSH: 'Push', SILENT_PUSH: 'Silent push'};
const kept = 500;

const list = document.getElementById('arrivals');
const empty = document.getElementById('empty');
const connection = document.getElementById('connection');
const template = document.getElementById('arrival');
let shown = '';

/** Everything that arrived is put in as text, never as markup. */
function element(arrival) {
  const item = template.content.firstElementChild.cloneNode(true);
  item.dataset.kind = arrival.kind;
  item.querySelector('.kind').textContent = names[arrival.kind];
  item.querySelector('.to').textContent = arrival.to;
  const time = item.querySelector('time');
  time.dateTime = arrival.at;
  time.textContent = new Date(arrival.at).toLocaleTimeString();
  time.title = new Date(arrival.at).toLocaleString();
  fill(item.querySelector('.title'), arrival.title);
  fill(item.querySelector('.text'), arrival.text);
  const details = item.querySelector('dl');
  for (const [name, value] of Object.entries(arrival.details)) {
    details.append(textElement('dt', name), textElement('dd', value));
  }
  return item;
}

function fill(target, text) {
  if (text) {
    target.textContent = text;
  } else {
    target.remove();
  }
}

function textElement(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

function filter() {
  let visible = 0;
  for (const item of list.children) {
    item.hidden = shown !== '' && item.dataset.kind !== shown;
    visible += item.hidden ? 0 : 1;
  }
  empty.hidden = visible > 0;
}

for (const button of document.querySelectorAll('nav button')) {
  button.addEventListener('click', () => {
    shown = button.dataset.kind;
    for (const other of document.querySelectorAll('nav button')) {
      other.setAttribute('aria-pressed', String(other === button));
    }
    filter();
  });
}

const events = new EventSource('/_local/arrivals');
events.onopen = () => { connection.textContent = 'Live'; };
events.onerror = () => { connection.textContent = 'Connection lost, trying again…'; };
events.onmessage = event => {
  list.prepend(element(JSON.parse(event.data)));
  while (list.children.length > kept) {
    list.lastElementChild.remove();
  }
  filter();
};
