package app.velvet.push.device;

/** A device as it was registered. */
record RegisteredDevice(String token, String deviceId) {

    static RegisteredDevice of(Registration registration) {
        return new RegisteredDevice(registration.token(), registration.deviceId());
    }
}
