package dev.paddock.datatree;

import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.proto.Response;

/**
 * What a client is told.
 *
 * @param response null with an error, and only then
 */
public record Result(ErrorCode error, Response response) {
    public Result {
        if ((error == ErrorCode.OK) != (response != null)) {
            throw new IllegalArgumentException(error + " with " + response);
        }
    }

    public static Result of(Response response) {
        return new Result(ErrorCode.OK, response);
    }

    public static Result of(ErrorCode error) {
        return new Result(error, null);
    }
}
