namespace Burst.Core.Objects;

public enum LabelOperator
{
    In,
    NotIn,
    Exists,
    DoesNotExist,
}
