-- SHA-256 of the APNs token that the sign-out named: its device gets no more pushes, in whichever session it was registered.
alter table session add column apn_token_hash varchar(64);
