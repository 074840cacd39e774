namespace Burst.Core.Events;

public enum EventSeverity
{
    Normal,
    Warning,
}
