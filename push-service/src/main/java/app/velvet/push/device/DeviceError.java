package app.velvet.push.device;

import app.velvet.api.error.Refusal;

/** The ways in which a request about a device can be refused. */
public enum DeviceError implements Refusal {
    /** Register the device: it is somebody else's. */
    OF_ANOTHER_USER(404, "Device was not found");

    private final int status;
    private final String message;

    DeviceError(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String message() {
        return message;
    }
}
