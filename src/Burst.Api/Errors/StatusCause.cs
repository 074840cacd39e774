namespace Burst.Api.Errors;

/// <summary>One thing that is wrong: Kubernetes' reason word, a sentence, and the path of the field (empty when there is none).</summary>
internal sealed record StatusCause(string Reason, string Message, string Field)
{
    public const string InvalidValue = "FieldValueInvalid";

    public static StatusCause Invalid(string field, string message) => new(InvalidValue, message, field);
}
