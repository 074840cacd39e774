using System.Collections.Immutable;
using Burst.Api.Kinds;

namespace Burst.Api.Errors;

/// <summary>The refusals there are, in Kubernetes' words.</summary>
internal static class Refusal
{
    public static ApiException BadRequest(string message) => new(400, "BadRequest", message);

    public static ApiException NotFound(string message) => new(404, "NotFound", message);

    public static ApiException NotFound(Resource resource, string name) =>
        new(404, "NotFound", $"{resource.QualifiedPlural} \"{name}\" not found") { Subject = (name, resource.QualifiedPlural) };

    public static ApiException MethodNotAllowed(string message) => new(405, "MethodNotAllowed", message);

    public static ApiException AlreadyExists(Resource resource, string name) =>
        new(409, "AlreadyExists", $"{resource.QualifiedPlural} \"{name}\" already exists") { Subject = (name, resource.QualifiedPlural) };

    public static ApiException Conflict(Resource resource, string name, string why) => new(
        409, "Conflict", $"Operation cannot be fulfilled on {resource.QualifiedPlural} \"{name}\": {why}") { Subject = (name, resource.QualifiedPlural) };

    public static ApiException Forbidden(Resource resource, string name, string why) =>
        new(403, "Forbidden", $"{resource.QualifiedPlural} \"{name}\" is forbidden: {why}") { Subject = (name, resource.QualifiedPlural) };

    public static ApiException TooLarge(string message) => new(413, "RequestEntityTooLarge", message);

    public static ApiException UnsupportedMediaType(string message) => new(415, "UnsupportedMediaType", message);

    public static ApiException Invalid(string message, ImmutableArray<StatusCause> causes) => new(422, "Invalid", message) { Causes = causes };

    public static ApiException Invalid(Resource resource, string name, ImmutableArray<StatusCause> causes) => new(
        422, "Invalid", $"{resource.Kind} \"{name}\" is invalid: {string.Join("; ", causes.Select(cause => $"{cause.Field}: {cause.Message}"))}")
    {
        Causes = causes,
        Subject = (name, resource.Kind),
    };

    public static ApiException Unavailable(string message) => new(503, "ServiceUnavailable", message);

    public static ApiException Busy(string message) => new(429, "TooManyRequests", message) { RetryAfter = TimeSpan.FromSeconds(1) };
}
