namespace Burst.Core.Constraints;

public enum NodeSelectorOperator
{
    In,
    NotIn,
    Exists,
    DoesNotExist,

    /// <summary>The label's value is a whole number and greater.</summary>
    Gt,

    /// <summary>The label's value is a whole number and less.</summary>
    Lt,
}
